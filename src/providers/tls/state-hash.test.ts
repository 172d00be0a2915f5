/** Source: recorded of hashicorp/tls 4.2.1 (the key whose last byte is a vertical tab); Go's strings.TrimSpace. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { stateHash } from "./state-hash.ts";

test("a public key that ends in white space", () => {
  const der = "302a300506032b65700321005713ad2198671c4a26f375fb42322a19ff5e74c93b3be2350635d3447a20ca0b";
  expect(stateHash(Buffer.from(der, "hex"))).toBe("feffb6d32b8fbfdacfbf612b0c7cb041575a33a3");
});

test.each([
  ["3061", "3061"],
  ["3061200a0d", "3061"],
  ["3061c2a0", "3061"],
  ["3061e28083", "3061"],
  // These bytes alone are no characters.
  ["306185", "306185"],
  ["3061a0", "3061a0"],
])("%s is hashed as %s", (bytes, kept) => {
  expect(stateHash(Buffer.from(bytes, "hex"))).toBe(createHash("sha1").update(Buffer.from(kept, "hex")).digest("hex"));
});
