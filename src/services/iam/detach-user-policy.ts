import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { detachPolicy } from "./attachments.ts";
import { requireUser } from "./users.ts";

export const detachUserPolicy: Operation<typeof Iam, "DetachUserPolicy"> = ({ UserName, PolicyArn }, context) => {
  detachPolicy(context, "user", requireUser(context, UserName), PolicyArn);
  return {};
};
