/** The hashes that providers publish of a content. */
import { createHash } from "node:crypto";

export function contentHashes(content: Uint8Array): Readonly<Record<HashName, string>> {
  const hash = (algorithm: string, encoding: "hex" | "base64"): string =>
    createHash(algorithm).update(content).digest(encoding);
  return {
    md5: hash("md5", "hex"),
    sha1: hash("sha1", "hex"),
    sha256: hash("sha256", "hex"),
    sha512: hash("sha512", "hex"),
    base64sha256: hash("sha256", "base64"),
    base64sha512: hash("sha512", "base64"),
  };
}

type HashName = "md5" | "sha1" | "sha256" | "sha512" | "base64sha256" | "base64sha512";
