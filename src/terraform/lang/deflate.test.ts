/** Where Go's window moves on, its memory of earlier places ends: hashes of what compress/flate (Go 1.26) makes of the data. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { goDeflate } from "./deflate.ts";

/** Text that repeats what stands 32,700 bytes before it, fifteen times out of sixteen. */
function farRepeats(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = i >= 32_700 && state >>> 28 < 15 ? (bytes[i - 32_700] as number) : 97 + ((state >>> 24) % 6);
  }
  return bytes;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test.each<[number, 5 | 6, string]>([
  [65539, 5, "09251ace2cf10425608bde10f05b8aa6df108aea32259e29b30da46a7a2e2a1b"],
  [65541, 5, "52a0112b3599a72f6b9b538ed9b8eadfcf1c18665c91942bdeb8ed0a1a4eafc2"],
  [65541, 6, "fc1d029f4afae2ca14779c54d4873a880ebebc510ec91c070d0bcb354b3c6968"],
  [98304, 6, "469dd5e1064369384231aefcb47f5e0ff4fc492ef2437614f3b63cb86111380e"],
  [200000, 5, "f41b8a5da38f48cfa8d9ce532010a171203ab59816e3154c094bb86925a35e9d"],
  [300001, 6, "55deb78c7f2a0eacc8afe6c749403703daf0b9bde7794ce8f2b61690ffe6274f"],
])("%i bytes at level %i", (length, level, hash) => {
  expect(sha256(goDeflate(farRepeats(length), { level }))).toBe(hash);
});

test("what is written in pieces, a tar header first, comes out the same", () => {
  const writes = [512, 33_280, 66_048, 98_816, 131_584, 164_352, 197_120];
  expect(sha256(goDeflate(farRepeats(200_000), { writes }))).toBe(
    "ba5fce64a241bc5c1ada2874e655b122280638ee64847cb28c0d4d90ec0499f8",
  );
});
