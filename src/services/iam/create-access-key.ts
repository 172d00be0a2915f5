import type * as Iam from "@aws-sdk/client-iam";
import { accessKeyKey, userAccessKeyKey } from "../../cloud/identity/keys.ts";
import type { AccessKeyRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { accessKeysOf } from "./access-keys.ts";
import { quotaExceeded } from "./fault.ts";
import { secretAccessKey, uniqueId } from "./unique-id.ts";
import { userOrCaller } from "./users.ts";

const KEYS_PER_USER = 2;

export const createAccessKey: Operation<typeof Iam, "CreateAccessKey"> = ({ UserName }, context) => {
  const { store, account, clock } = context;
  const user = userOrCaller(context, UserName);
  if (accessKeysOf(context, user.id).length >= KEYS_PER_USER) throw quotaExceeded("AccessKeysPerUser", KEYS_PER_USER);
  const key: AccessKeyRecord = {
    account,
    accessKeyId: uniqueId("AKIA"),
    secretAccessKey: secretAccessKey(),
    userId: user.id,
    userName: user.name,
    status: "Active",
    created: new Date(wholeSeconds(clock.now())),
  };
  store.put(accessKeyKey(key.accessKeyId), key);
  store.put(userAccessKeyKey(account, user.id, key.accessKeyId), true);
  return {
    AccessKey: {
      UserName: user.name,
      AccessKeyId: key.accessKeyId,
      Status: key.status,
      SecretAccessKey: key.secretAccessKey,
      CreateDate: key.created,
    },
  };
};
