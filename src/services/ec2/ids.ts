/** EC2's ids: a prefix and 17 hexadecimal digits, of which the first is 0. */
import { derivedId, lowerHexadecimal, randomId } from "../../cloud/ids.ts";

export function newId(prefix: string): string {
  return `${prefix}-0${randomId(16, lowerHexadecimal)}`;
}

/** The same id for the same account, region and name: the default network is where it was after a reset. */
export function fixedId(prefix: string, ...parts: readonly string[]): string {
  return `${prefix}-0${derivedId(16, lowerHexadecimal, prefix, ...parts)}`;
}
