/** The account's alias: at most one. */
import type { Key } from "../../store/store.ts";

export const accountAliasKey = (account: string): Key => ["iam", account, "account-alias"];
