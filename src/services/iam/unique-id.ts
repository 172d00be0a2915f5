/** IAM's unique ids: four letters for the kind, then 17 of base 32. */
import { randomBytes } from "node:crypto";

export type IdPrefix = "AROA" | "AIDA" | "AGPA" | "AIPA" | "ANPA" | "AKIA" | "ACCA" | "APKA" | "ASCA";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function uniqueId(prefix: IdPrefix): string {
  return prefix + randomCharacters(prefix === "AKIA" ? 16 : 17, ALPHABET);
}

export function secretAccessKey(): string {
  return randomCharacters(40, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
}

function randomCharacters(count: number, alphabet: string): string {
  return Array.from(randomBytes(count), (byte) => alphabet[byte % alphabet.length]).join("");
}
