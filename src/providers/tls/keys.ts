/** Private keys, and everything the provider says of one. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { quoteGo } from "../../terraform/lang/quote.ts";
import { firstPemBlock, pem } from "../framework/pem.ts";
import type { PlainObject } from "../framework/plain.ts";
import { opensshPrivateKey, opensshPublicBlob, readOpensshPrivateKey } from "./openssh.ts";
import { generateRsaKey } from "./rsa.ts";
import { stateHash } from "./state-hash.ts";

export type Algorithm = "RSA" | "ECDSA" | "ED25519";

/** Curves by the provider's names: OpenSSL's name, and SSH's where SSH has the curve. */
const CURVES: Readonly<Record<string, string>> = {
  P224: "secp224r1",
  P256: "prime256v1",
  P384: "secp384r1",
  P521: "secp521r1",
};

export function generateKey(algorithm: Algorithm, bits: number, curve: string): KeyObject {
  switch (algorithm) {
    case "RSA":
      return generateRsaKey(bits);
    case "ECDSA":
      return generateKeyPairSync("ec", { namedCurve: CURVES[curve] as string }).privateKey;
    case "ED25519":
      return generateKeyPairSync("ed25519").privateKey;
  }
}

export function algorithmOf(key: KeyObject): Algorithm {
  switch (key.asymmetricKeyType) {
    case "rsa":
      return "RSA";
    case "ec":
      return "ECDSA";
    case "ed25519":
      return "ED25519";
    default:
      throw new TypeError(`Key type ${key.asymmetricKeyType} is not supported`);
  }
}

const PEM_TYPES = { "RSA PRIVATE KEY": "pkcs1", "EC PRIVATE KEY": "sec1", "PRIVATE KEY": "pkcs8" } as const;
const OTHER_LABELS = new Set(["PUBLIC KEY", "CERTIFICATE", "CERTIFICATE REQUEST"]);

/** A private key in PEM (PKCS#1, SEC 1 or PKCS#8), or why there is none in the provider's words. */
export function readPrivateKey(text: string): KeyObject | string {
  const block = firstPemBlock(text);
  if (!block) return `failed to decode PEM block: decoded bytes 0, undecoded ${Buffer.byteLength(text)}`;
  const { label, der } = block;
  const type = PEM_TYPES[label as keyof typeof PEM_TYPES];
  if (!type) {
    return OTHER_LABELS.has(label)
      ? `unable to determine parser for PEM preamble: ${label}`
      : `unsupported PEM preamble/type: ${label}`;
  }
  try {
    const key = createPrivateKey({ key: der, format: "der", type });
    algorithmOf(key);
    return key;
  } catch (error) {
    return `failed to parse private key given PEM preamble '${label}': ${(error as Error).message}`;
  }
}

/** A private key in PEM or in OpenSSH's own format, or why there is none. */
export function readOpensshKey(text: string): KeyObject | string {
  const block = firstPemBlock(text);
  const key = !block
    ? "ssh: no key found"
    : block.label === "OPENSSH PRIVATE KEY"
      ? readOpensshPrivateKey(block.der)
      : block.label in PEM_TYPES
        ? readPrivateKey(text)
        : `ssh: unsupported key type ${quoteGo(block.label)}`;
  return typeof key === "string" ? `failed to parse openssh private key: ${key}` : key;
}

export const publicDer = (key: KeyObject): Buffer => createPublicKey(key).export({ type: "spki", format: "der" });

/** The traditional form of the algorithm; Ed25519 has only PKCS#8. */
function traditionalPem(key: KeyObject): string {
  const type = { RSA: "pkcs1", ECDSA: "sec1", ED25519: "pkcs8" } as const;
  return key.export({ type: type[algorithmOf(key)] as "pkcs8", format: "pem" }) as string;
}

export function privateKeyAttributes(key: KeyObject): PlainObject {
  return {
    private_key_pem: traditionalPem(key),
    private_key_pem_pkcs8: key.export({ type: "pkcs8", format: "pem" }) as string,
    private_key_openssh: opensshPrivateKey(key),
    ...publicKeyAttributes(key),
  };
}

/** SSH does not know P224: its SSH attributes are empty. */
export function publicKeyAttributes(key: KeyObject): PlainObject {
  const der = publicDer(key);
  const ssh = opensshPublicBlob(key);
  const md5 =
    ssh &&
    createHash("md5")
      .update(ssh.blob)
      .digest("hex")
      .replace(/(..)(?=.)/g, "$1:");
  const sha256 = ssh && createHash("sha256").update(ssh.blob).digest("base64").replace(/=+$/, "");
  return {
    id: stateHash(der),
    public_key_pem: pem("PUBLIC KEY", der),
    public_key_openssh: ssh ? `${ssh.type} ${ssh.blob.toString("base64")}\n` : "",
    public_key_fingerprint_md5: md5 ?? "",
    public_key_fingerprint_sha256: sha256 === undefined ? "" : `SHA256:${sha256}`,
  };
}
