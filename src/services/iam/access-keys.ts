/** Access keys of users. */
import { accessKeyKey, userAccessKeyPrefix } from "../../cloud/identity/keys.ts";
import type { AccessKeyRecord, UserRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { noSuchEntity } from "./fault.ts";

export function accessKeysOf({ store, account }: OperationContext, userId: string): AccessKeyRecord[] {
  return [...store.range({ prefix: userAccessKeyPrefix(account, userId) })].flatMap(
    ({ key }) => store.get<AccessKeyRecord>(accessKeyKey(String(key.at(-1)))) ?? [],
  );
}

export function requireAccessKey(
  { store }: OperationContext,
  user: UserRecord,
  accessKeyId: string | undefined,
): AccessKeyRecord {
  const key = store.get<AccessKeyRecord>(accessKeyKey(accessKeyId ?? ""));
  if (key?.userId !== user.id) throw noSuchEntity(`The Access Key with id ${accessKeyId} cannot be found.`);
  return key;
}
