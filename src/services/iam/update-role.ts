import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireOwnRole, saveRole } from "./roles.ts";

export const updateRole: Operation<typeof Iam, "UpdateRole"> = (
  { RoleName, Description, MaxSessionDuration },
  context,
) => {
  const role = requireOwnRole(context, RoleName);
  saveRole(context, {
    ...role,
    description: Description ?? role.description,
    maxSessionDuration: MaxSessionDuration ?? role.maxSessionDuration,
  });
  return {};
};
