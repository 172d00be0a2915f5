import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { accountAliasKey } from "./account-alias.ts";
import { alreadyExists } from "./fault.ts";

export const createAccountAlias: Operation<typeof Iam, "CreateAccountAlias"> = (
  { AccountAlias },
  { store, account },
) => {
  if (store.get(accountAliasKey(account)) === AccountAlias) {
    throw alreadyExists(`The account alias ${AccountAlias} already exists.`);
  }
  store.put(accountAliasKey(account), AccountAlias);
  return {};
};
