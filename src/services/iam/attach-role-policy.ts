import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { attachPolicy } from "./attachments.ts";
import { requireOwnRole } from "./roles.ts";

export const attachRolePolicy: Operation<typeof Iam, "AttachRolePolicy"> = ({ RoleName, PolicyArn }, context) => {
  attachPolicy(context, "role", requireOwnRole(context, RoleName), PolicyArn);
  return {};
};
