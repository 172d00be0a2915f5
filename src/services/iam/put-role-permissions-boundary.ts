import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireBoundary } from "./require-boundary.ts";
import { requireOwnRole, saveRole } from "./roles.ts";

export const putRolePermissionsBoundary: Operation<typeof Iam, "PutRolePermissionsBoundary"> = (
  { RoleName, PermissionsBoundary },
  context,
) => {
  const role = requireOwnRole(context, RoleName);
  saveRole(context, { ...role, boundary: requireBoundary(context, PermissionsBoundary) });
  return {};
};
