import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { detachPolicy } from "./attachments.ts";
import { requireOwnRole } from "./roles.ts";

export const detachRolePolicy: Operation<typeof Iam, "DetachRolePolicy"> = ({ RoleName, PolicyArn }, context) => {
  detachPolicy(context, "role", requireOwnRole(context, RoleName), PolicyArn);
  return {};
};
