import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { noSuchEntity } from "./fault.ts";
import { requireOwnRole, saveRole } from "./roles.ts";

export const deleteRolePermissionsBoundary: Operation<typeof Iam, "DeleteRolePermissionsBoundary"> = (
  { RoleName },
  context,
) => {
  const role = requireOwnRole(context, RoleName);
  if (role.boundary === undefined) {
    throw noSuchEntity(`Role ${role.name} does not have permissions boundary attached to it.`);
  }
  saveRole(context, { ...role, boundary: undefined });
  return {};
};
