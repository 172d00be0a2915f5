import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { accountAliasKey } from "./account-alias.ts";
import { noSuchEntity } from "./fault.ts";

export const deleteAccountAlias: Operation<typeof Iam, "DeleteAccountAlias"> = (
  { AccountAlias },
  { store, account },
) => {
  if (store.get(accountAliasKey(account)) !== AccountAlias) {
    throw noSuchEntity(`The account alias with name ${AccountAlias} cannot be found.`);
  }
  store.delete(accountAliasKey(account));
  return {};
};
