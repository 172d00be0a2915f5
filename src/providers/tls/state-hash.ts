/** The provider's ids: SHA-1 of bytes that are taken for a text, the white space at its end trimmed. */
import { createHash } from "node:crypto";

// ASCII, then what else is white space to Go, in UTF-8: a DER may end in any of it.
const SPACES = [
  "\t",
  "\n",
  "\v",
  "\f",
  "\r",
  " ",
  "\u0085",
  "\u00a0",
  "\u1680",
  "\u2028",
  "\u2029",
  "\u202f",
  "\u205f",
  "\u3000",
]
  .concat(Array.from({ length: 11 }, (_, i) => String.fromCharCode(0x2000 + i)))
  .map((space) => Buffer.from(space));

export function stateHash(bytes: Buffer): string {
  let end = bytes.length;
  for (;;) {
    const rest = bytes.subarray(0, end);
    const space = SPACES.find((candidate) => rest.subarray(-candidate.length).equals(candidate));
    if (!space) return createHash("sha1").update(rest).digest("hex");
    end -= space.length;
  }
}
