import type * as Iam from "@aws-sdk/client-iam";
import { accessKeyKey, memberKey, userKey } from "../../cloud/identity/keys.ts";
import type { UserRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { accessKeysOf } from "./access-keys.ts";
import { entityArn } from "./arn.ts";
import { renameAttachments } from "./attachments.ts";
import { alreadyExists } from "./fault.ts";
import { groupsOf } from "./groups.ts";
import { requireUser, saveUser } from "./users.ts";

export const updateUser: Operation<typeof Iam, "UpdateUser"> = ({ UserName, NewUserName, NewPath }, context) => {
  const { store, account } = context;
  const user = requireUser(context, UserName);
  const name = NewUserName ?? user.name;
  const path = NewPath ?? user.path;
  const taken = store.get<UserRecord>(userKey(account, name));
  if (taken && taken.id !== user.id) throw alreadyExists(`User with name ${name} already exists.`);
  store.delete(userKey(account, user.name));
  const renamed = { ...user, name, path, arn: entityArn(context, "user", path, name) };
  saveUser(context, renamed);
  renameAttachments(context, "user", renamed);
  for (const group of groupsOf(context, user)) store.put(memberKey(account, group.id, user.id), name);
  for (const key of accessKeysOf(context, user.id))
    store.put(accessKeyKey(key.accessKeyId), { ...key, userName: name });
  return {};
};
