import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { deleteInlinePolicy } from "./inline-policies.ts";
import { requireOwnRole } from "./roles.ts";

export const deleteRolePolicy: Operation<typeof Iam, "DeleteRolePolicy"> = ({ RoleName, PolicyName }, context) => {
  deleteInlinePolicy(context, "role", requireOwnRole(context, RoleName), PolicyName);
  return {};
};
