/** One-time passwords by time (RFC 6238): SHA-1, six digits, thirty seconds. */
import { createHmac, randomBytes } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP = 30_000;
/** How many steps a device's clock may be off. */
const DRIFT = 10;

/** Base 32, as authenticator apps take it. */
export const newSeed = (): string => Array.from(randomBytes(64), (byte) => ALPHABET[byte % 32]).join("");

export function codeAt(seed: string, step: number): string {
  const bits = Array.from(seed, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, "0");
}

export const stepOf = (now: number): number => Math.floor(now / STEP);

/** Whether the codes are two of that device, one after the other. */
export function areConsecutive(seed: string, first: string, second: string, now: number): boolean {
  for (let step = stepOf(now) - DRIFT; step <= stepOf(now) + DRIFT; step++)
    if (codeAt(seed, step) === first && codeAt(seed, step + 1) === second) return true;
  return false;
}
