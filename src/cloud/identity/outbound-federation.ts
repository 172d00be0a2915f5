/** Whether an account's identities may be told to others by tokens of STS: IAM switches it on, STS asks. */

import type { Key } from "../../store/store.ts";
import { derivedId, lowerHexadecimal } from "../ids.ts";

/** Holds `true`. */
export const outboundFederationKey = (account: string): Key => ["iam", account, "outbound-federation"];

/** Each account has its own, and keeps it. */
export function issuerOf(account: string): string {
  const id = derivedId(32, lowerHexadecimal, "outbound-federation", account);
  const uuid = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join("-");
  return `https://${uuid}.tokens.sts.global.api.aws`;
}
