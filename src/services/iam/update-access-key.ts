import type * as Iam from "@aws-sdk/client-iam";
import { accessKeyKey } from "../../cloud/identity/keys.ts";
import type { Operation } from "../../cloud/operation.ts";
import { requireAccessKey } from "./access-keys.ts";
import { userOrCaller } from "./users.ts";

export const updateAccessKey: Operation<typeof Iam, "UpdateAccessKey"> = (
  { UserName, AccessKeyId, Status },
  context,
) => {
  const key = requireAccessKey(context, userOrCaller(context, UserName), AccessKeyId);
  context.store.put(accessKeyKey(key.accessKeyId), { ...key, status: Status });
  return {};
};
