import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireInlinePolicy } from "./inline-policies.ts";
import { requireRole } from "./roles.ts";

export const getRolePolicy: Operation<typeof Iam, "GetRolePolicy"> = ({ RoleName, PolicyName }, context) => {
  const role = requireRole(context, RoleName);
  return { RoleName: role.name, ...requireInlinePolicy(context, "role", role, PolicyName) };
};
