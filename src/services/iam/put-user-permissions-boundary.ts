import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireBoundary } from "./require-boundary.ts";
import { requireUser, saveUser } from "./users.ts";

export const putUserPermissionsBoundary: Operation<typeof Iam, "PutUserPermissionsBoundary"> = (
  { UserName, PermissionsBoundary },
  context,
) => {
  const user = requireUser(context, UserName);
  saveUser(context, { ...user, boundary: requireBoundary(context, PermissionsBoundary) });
  return {};
};
