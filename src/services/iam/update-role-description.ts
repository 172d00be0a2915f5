import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireRole, roleListItem, saveRole } from "./roles.ts";

export const updateRoleDescription: Operation<typeof Iam, "UpdateRoleDescription"> = (
  { RoleName, Description },
  context,
) => {
  const role = { ...requireRole(context, RoleName), description: Description };
  saveRole(context, role);
  return { Role: roleListItem(role) };
};
