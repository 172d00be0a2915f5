import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { attachPolicy } from "./attachments.ts";
import { requireUser } from "./users.ts";

export const attachUserPolicy: Operation<typeof Iam, "AttachUserPolicy"> = ({ UserName, PolicyArn }, context) => {
  attachPolicy(context, "user", requireUser(context, UserName), PolicyArn);
  return {};
};
