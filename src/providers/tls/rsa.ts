/** RSA keys of any size: OpenSSL makes odd sizes above 2048 bits one bit too short, so those are put together here. */
import { createPrivateKey, generateKeyPairSync, generatePrimeSync, type KeyObject } from "node:crypto";

const EXPONENT = 65537n;

export function generateRsaKey(bits: number): KeyObject {
  if (bits % 2 === 0) return generateKeyPairSync("rsa", { modulusLength: bits }).privateKey;
  for (;;) {
    const p = generatePrimeSync((bits + 1) / 2, { bigint: true });
    const q = generatePrimeSync((bits - 1) / 2, { bigint: true });
    const isWhole = (p * q).toString(2).length === bits;
    const orders = [p - 1n, q - 1n] as const;
    if (p === q || !isWhole || orders.some((order) => order % EXPONENT === 0n)) continue;
    const private_ = inverse(EXPONENT, orders[0] * orders[1]);
    return rsaKey({ n: p * q, e: EXPONENT, d: private_, p, q });
  }
}

interface RsaNumbers {
  readonly n: bigint;
  readonly e: bigint;
  readonly d: bigint;
  readonly p: bigint;
  readonly q: bigint;
}

/** A private key from its numbers; what speeds up its use is worked out. */
export function rsaKey({ n, e, d, p, q }: RsaNumbers): KeyObject {
  const numbers = { n, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const encoded = Object.entries(numbers).map(([name, value]) => [name, bytesOf(value).toString("base64url")] as const);
  return createPrivateKey({ key: { kty: "RSA", ...Object.fromEntries(encoded) }, format: "jwk" });
}

function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, "hex");
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [previous, current] = [modulus, value % modulus];
  let [before, coefficient] = [0n, 1n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [before, coefficient] = [coefficient, before - quotient * coefficient];
  }
  return ((before % modulus) + modulus) % modulus;
}
