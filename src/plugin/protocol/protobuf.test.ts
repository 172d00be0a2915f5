import { expect, test } from "vitest";
import { decodeMessage, encodeMessage, type MessageTable } from "./protobuf.ts";

const INNER: MessageTable = { name: { number: 1, kind: "string" }, size: { number: 2, kind: "int64" } };
const TABLE: MessageTable = {
  text: { number: 1, kind: "string" },
  count: { number: 2, kind: "int64" },
  yes: { number: 3, kind: "bool" },
  parts: { number: 4, kind: () => INNER, repeated: true },
  named: { number: 5, kind: () => INNER, map: true },
  body: { number: 16, kind: "bytes" },
};

// Source: the encoding page of the Protocol Buffers documentation.
test.each([
  ["150 as two bytes", { count: 150 }, "109601"],
  ["a negative number as ten", { count: -1 }, "10ffffffffffffffffff01"],
  ["text", { text: "testing" }, "0a0774657374696e67"],
  ["zero values as nothing", { text: "", count: 0, yes: false }, ""],
  ["a field number above 15 with two bytes", { body: Buffer.from([7]) }, "82010107"],
  ["an empty message that is there", { parts: [{}] }, "2200"],
])("%s", (_, message, hex) => {
  expect(encodeMessage(TABLE, message).toString("hex")).toBe(hex);
});

// The length of a nested message takes one byte, two from 128 and three from 16384.
test.each([0, 125, 126, 16_380, 16_390, 70_000])("a nested text of %i letters comes back", (length) => {
  const part = { name: "ä".repeat(length), size: 2 ** 40 };
  const message = { text: "x", count: 3, yes: true, parts: [part, part], named: { k: part }, body: Buffer.from("b") };
  expect(decodeMessage(TABLE, encodeMessage(TABLE, message))).toEqual(message);
});
