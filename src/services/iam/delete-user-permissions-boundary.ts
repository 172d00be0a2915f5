import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { noSuchEntity } from "./fault.ts";
import { requireUser, saveUser } from "./users.ts";

export const deleteUserPermissionsBoundary: Operation<typeof Iam, "DeleteUserPermissionsBoundary"> = (
  { UserName },
  context,
) => {
  const user = requireUser(context, UserName);
  if (user.boundary === undefined) {
    throw noSuchEntity(`User ${user.name} does not have permissions boundary attached to it.`);
  }
  saveUser(context, { ...user, boundary: undefined });
  return {};
};
