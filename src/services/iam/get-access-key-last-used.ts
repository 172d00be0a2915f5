import type * as Iam from "@aws-sdk/client-iam";
import { accessKeyKey } from "../../cloud/identity/keys.ts";
import type { AccessKeyRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { noSuchEntity } from "./fault.ts";

export const getAccessKeyLastUsed: Operation<typeof Iam, "GetAccessKeyLastUsed"> = ({ AccessKeyId }, { store }) => {
  const key = store.get<AccessKeyRecord>(accessKeyKey(AccessKeyId ?? ""));
  if (!key) throw noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
  const { lastUsed } = key;
  return {
    UserName: key.userName,
    AccessKeyLastUsed: lastUsed
      ? { LastUsedDate: lastUsed.at, ServiceName: lastUsed.service, Region: lastUsed.region }
      : { LastUsedDate: undefined, ServiceName: "N/A", Region: "N/A" },
  };
};
