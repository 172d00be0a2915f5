/** Sentences of Jackson's parser, as its source has them; the place format as recorded on AWS. */
import { expect, test } from "vitest";
import { byteFault, jsonFault } from "./json-fault.ts";

const VALUE = "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const place = (line: number, column: number) =>
  `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${line}, column: ${column}]`;

test.each<[string, string, number, number]>([
  [
    "foo",
    "Unrecognized token 'foo': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    1,
    4,
  ],
  [
    "\n\n  nul",
    "Unrecognized token 'nul': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    3,
    6,
  ],
  ["{", `Unexpected end-of-input: expected close marker for Object (start marker at ${place(1, 1)})`, 1, 2],
  ["[1, [2,", `Unexpected end-of-input: expected close marker for Array (start marker at ${place(1, 5)})`, 1, 8],
  ["{'a':1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 1, 2],
  ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 1, 6],
  ['{"a":}', `Unexpected character ('}' (code 125)): ${VALUE}`, 1, 6],
  ['{"a":1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", 1, 8],
  ['{"a":1 "b":2}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries", 1, 8],
  ["[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 1, 4],
  ["[1,]", `Unexpected character (']' (code 93)): ${VALUE}`, 1, 4],
  ['"abc', "Unexpected end-of-input: was expecting closing quote for a string value", 1, 5],
  ['{"a":', "Unexpected end-of-input within/between Object entries", 1, 6],
  [
    "\u0001",
    "Illegal character ((CTRL-CHAR, code 1)): only regular white space (\\r, \\n, \\t) is allowed between tokens",
    1,
    2,
  ],
  ["007", "Invalid numeric value: Leading zeroes not allowed", 1, 2],
  ['"\\x"', "Unrecognized character escape 'x' (code 120)", 1, 4],
])("%j", (text, message, line, column) => {
  expect(jsonFault(text)).toBe(`${message}\n at ${place(line, column)}`);
});

test.each(["{}", "[]", ' {"a": [1, -2.5e+3, "x\\u00e4\\n", true, false, null, {}], "b": {"c": []}} ', "0", '"ä€"'])(
  "%s has no fault",
  (text) => {
    expect(jsonFault(text)).toBeUndefined();
  },
);

test("a byte that is no text", () => {
  expect(byteFault(0x99)).toBe(`Unexpected character ((CTRL-CHAR, code 153)): ${VALUE}\n at ${place(1, 1)}`);
});
