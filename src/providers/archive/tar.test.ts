/** Names that a header cannot hold: hashes of what Go's archive/tar (1.26) writes for a file of one byte. */
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { tarGz } from "./tar.ts";

test.each([
  ["é.txt", "b25f96af68e5d66753c5b3c30762806f05b4eec912c5957b3653000ad4b8f238"],
  ["dir/naïve/ü.txt", "0f9d1254d31362af815c5cab803fecdad9d5de84c6480898f5aef97a98359496"],
  ["a".repeat(101), "611c6c659caa567e966ed475b6b0bc4d352839be3369c52fbbd8dcc2abb23227"],
  [`d/${"b".repeat(100)}`, "ff4577d58ccdd1069027b437c791483a05ec69edd8b630db9a35f0320601a2f3"],
  [`${"c".repeat(60)}/${"d".repeat(100)}`, "8ac087f1caabf314da360e104a9c88900b132fcd17e0f8fc46c2f17f4735b79c"],
  [`${"e".repeat(200)}/${"f".repeat(90)}`, "e81cc8ab0d14d43c28d379a59adbb3e0ad5fefef58d22c6d69963dfda7b4a11e"],
  [`${"x/".repeat(120)}z`, "95ebe8f79ee2ece1adccf8cd8ae1ae1d0333a098746a70df03e328b6df166291"],
  [`dir/${"g".repeat(150)}.txt`, "0f494cdc9d1219c8111e447a4e7800a5f038286a69b825653c44ae640bbf7fd0"],
])("%s", (name, hash) => {
  const bytes = gunzipSync(tarGz([{ name, data: Buffer.from("x"), mode: 0o644 }]));
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(hash);
});
