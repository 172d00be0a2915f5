import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { admitValue } from "./admit.ts";
import { itemSize } from "./size.ts";
import { itemToWire } from "./to-wire.ts";

const nested = (depth: number): AttributeValue => (depth === 0 ? { S: "x" } : { L: [nested(depth - 1)] });

test.each<[string, object, string]>([
  ["nothing", {}, "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"],
  [
    "two types",
    { S: "a", N: "1" },
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
  ],
  [
    "NULL false",
    { NULL: false },
    "One or more parameter values were invalid: Null attribute value types must have the value of true",
  ],
  ["an empty string set", { SS: [] }, "One or more parameter values were invalid: An string set  may not be empty"],
  ["an empty number set", { NS: [] }, "One or more parameter values were invalid: An number set  may not be empty"],
  ["an empty binary set", { BS: [] }, "One or more parameter values were invalid: Binary sets should not be empty"],
  [
    "a string twice",
    { SS: ["a", "a"] },
    'One or more parameter values were invalid: Input collection ["a", "a"] contains duplicates.',
  ],
  ["a number twice", { NS: ["1", "1.0"] }, "Input collection contains duplicates"],
  [
    "a bad number deep inside",
    { M: { a: { L: [{ N: "x" }] } } },
    "The parameter cannot be converted to a numeric value: x",
  ],
  [
    "33 levels",
    nested(32),
    "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
  ],
])("%s is refused", (_, value, message) => {
  expect(() => admitValue(value as AttributeValue)).toThrow(message);
});

test("what is admitted comes back, with numbers in normal form and names that objects inherit", () => {
  const given = {
    ["__proto__"]: { S: "own" },
    constructor: { M: { n: { N: "1.50" }, b: { B: new Uint8Array([1, 2]) } } },
    empty: { S: "" },
    sets: { L: [{ NS: ["3", "1"] }, { BS: [new Uint8Array([0])] }, { BOOL: false }, { NULL: true as const }] },
  };
  const admitted = (admitValue({ M: given }) as { M: Parameters<typeof itemToWire>[0] }).M;
  const wire = itemToWire(admitted);
  expect(Object.keys(wire).sort()).toEqual(["__proto__", "constructor", "empty", "sets"]);
  expect(wire["constructor"]).toEqual({
    M: expect.objectContaining({ n: { N: "1.5" }, b: { B: Buffer.from([1, 2]) } }),
  });
});

// Source: recorded stream records on AWS: SizeBytes of {id: Fred} is 6 and of {id: Fred, name: Fred} 14.
test("sizes are those AWS counts", () => {
  expect(itemSize({ id: { S: "Fred" } })).toBe(6);
  expect(itemSize({ id: { S: "Fred" }, name: { S: "Fred" } })).toBe(14);
  expect(itemSize({ é: { S: "é" } })).toBe(4);
  expect(itemSize({ b: { B: Buffer.from("12345").toString("base64") } })).toBe(6);
  expect(itemSize({ f: { BOOL: false }, n: { NULL: true } })).toBe(4);
  // The developer guide: 3 bytes for a list or map, and 1 for each of their elements.
  expect(itemSize({ l: { L: [] }, m: { M: {} } })).toBe(8);
  expect(itemSize({ l: { L: [{ S: "ab" }] } })).toBe(1 + 3 + 1 + 2);
});
