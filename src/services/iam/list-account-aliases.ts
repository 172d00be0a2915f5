import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { accountAliasKey } from "./account-alias.ts";

export const listAccountAliases: Operation<typeof Iam, "ListAccountAliases"> = (_, { store, account }) => {
  const alias = store.get<string>(accountAliasKey(account));
  return { AccountAliases: alias === undefined ? [] : [alias], IsTruncated: false };
};
