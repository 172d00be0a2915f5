/** Which version of session tokens STS's global endpoint gives out: 1 unless the account has asked for 2. */
import type { Key } from "../../store/store.ts";

export const tokenVersionKey = (account: string): Key => ["iam", account, "token-version"];
