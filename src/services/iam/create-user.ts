import type * as Iam from "@aws-sdk/client-iam";
import { userKey } from "../../cloud/identity/keys.ts";
import type { UserRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { alreadyExists } from "./fault.ts";
import { newEntity } from "./new-entity.ts";
import { requireBoundary } from "./require-boundary.ts";
import { newTags } from "./tags.ts";
import { saveUser, userDetail } from "./users.ts";

export const createUser: Operation<typeof Iam, "CreateUser"> = (input, context) => {
  const { store, account } = context;
  const { UserName: name = "", Path: path = "/" } = input;
  const tags = newTags(input.Tags);
  const boundary = requireBoundary(context, input.PermissionsBoundary);
  if (store.has(userKey(account, name))) throw alreadyExists(`User with name ${name} already exists.`);
  const user: UserRecord = {
    ...newEntity(context, "user", path, name),
    boundary,
    tags,
  };
  saveUser(context, user);
  return { User: userDetail(user) };
};
