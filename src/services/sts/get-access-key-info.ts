import { accessKeyKey, sessionKey } from "../../cloud/identity/keys.ts";
import type { AccessKeyRecord, SessionRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Sts } from "./client.ts";
import { accountOfKey } from "./credentials.ts";

export const getAccessKeyInfo: Operation<Sts, "GetAccessKeyInfo"> = ({ AccessKeyId }, { store }) => {
  const id = AccessKeyId as string;
  const record = store.get<AccessKeyRecord>(accessKeyKey(id)) ?? store.get<SessionRecord>(sessionKey(id));
  const account = record?.account ?? accountOfKey(id);
  if (account === undefined) {
    throw new ServiceException("ValidationError", `Invalid type for access key: ${id}`, {}, 400);
  }
  return { Account: account };
};
