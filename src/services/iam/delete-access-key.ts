import type * as Iam from "@aws-sdk/client-iam";
import { accessKeyKey, userAccessKeyKey } from "../../cloud/identity/keys.ts";
import type { Operation } from "../../cloud/operation.ts";
import { requireAccessKey } from "./access-keys.ts";
import { userOrCaller } from "./users.ts";

export const deleteAccessKey: Operation<typeof Iam, "DeleteAccessKey"> = ({ UserName, AccessKeyId }, context) => {
  const { store, account } = context;
  const user = userOrCaller(context, UserName);
  const key = requireAccessKey(context, user, AccessKeyId);
  store.delete(accessKeyKey(key.accessKeyId));
  store.delete(userAccessKeyKey(account, user.id, key.accessKeyId));
  return {};
};
