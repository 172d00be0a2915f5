/** The account's password policy. */
import type { Key } from "../../store/store.ts";
import { noSuchEntity } from "./fault.ts";

export const passwordPolicyKey = (account: string): Key => ["iam", account, "password-policy"];

export function noPasswordPolicy(account: string): Error {
  return noSuchEntity(`The Password Policy with domain name ${account} cannot be found.`);
}
