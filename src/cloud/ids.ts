/**
 * Identifiers. Those that end up in URLs or configuration are derived from what they name, so that they are the same
 * after destroy and apply; those that AWS makes anew each time are random.
 */
import { createHash, randomBytes } from "node:crypto";

export const lowerAlphanumeric = "abcdefghijklmnopqrstuvwxyz0123456789";
export const upperAlphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
export const lowerHexadecimal = "0123456789abcdef";
/** What IAM's unique ids and access keys are made of. */
export const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function randomId(length: number, alphabet: string): string {
  return spell(randomBytes(length * 4), length, alphabet);
}

/** The same id for the same parts, for ever. At most 32 characters. */
export function derivedId(length: number, alphabet: string, ...parts: readonly string[]): string {
  return spell(createHash("sha512").update(parts.join("\u0000")).digest(), length, alphabet, 2);
}

// Four bytes (two where few are to be had) a character make the bias of the modulus too small to see.
function spell(bytes: Buffer, length: number, alphabet: string, width: 2 | 4 = 4): string {
  let id = "";
  for (let i = 0; i < length; i++) {
    const number = width === 4 ? bytes.readUInt32BE(i * 4) : bytes.readUInt16BE(i * 2);
    id += alphabet[number % alphabet.length];
  }
  return id;
}
