import { describe, expect, test } from "vitest";
import { addNumbers, compareNumbers, normalizeNumber, numberKey, numberSize, subtractNumbers } from "./number.ts";

describe("numbers in their normal form", () => {
  test.each([
    ["1", "1"],
    ["-0", "0"],
    ["0.000", "0"],
    ["+5", "5"],
    ["007.50", "7.5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1e3", "1000"],
    ["1.50E-3", "0.0015"],
    ["-12.340", "-12.34"],
    ["1E125", `1${"0".repeat(125)}`],
    ["1E-130", `0.${"0".repeat(129)}1`],
    [`${"9".repeat(38)}`, "9".repeat(38)],
    [`${"9".repeat(38)}00`, `${"9".repeat(38)}00`],
  ])("%s is %s", (text, normal) => {
    expect(normalizeNumber(text)).toBe(normal);
  });

  // Sentences of the service, as its users report them.
  test.each([
    ["", "The parameter cannot be converted to a numeric value"],
    ["abc", "The parameter cannot be converted to a numeric value: abc"],
    ["1 ", "The parameter cannot be converted to a numeric value: 1 "],
    ["0x1", "The parameter cannot be converted to a numeric value: 0x1"],
    ["1E126", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    ["1E-131", "Number underflow. Attempting to store a number with magnitude smaller than supported range"],
    ["1".repeat(39), "Attempting to store more than 38 significant digits in a Number"],
  ])("%s is refused", (text, message) => {
    expect(() => normalizeNumber(text)).toThrow(message);
  });
});

test("arithmetic is exact to 38 digits", () => {
  expect(addNumbers("0.1", "0.2")).toBe("0.3");
  expect(subtractNumbers("1", "1.0000000000000000000000000000000000001")).toBe(
    "-0.0000000000000000000000000000000000001",
  );
  expect(addNumbers("99999999999999999999999999999999999999", "1")).toBe("100000000000000000000000000000000000000");
  expect(addNumbers("1e20", "-1e20")).toBe("0");
  expect(() => addNumbers("9e125", "9e125")).toThrow(/Number overflow/);
});

test("store keys order as numbers do", () => {
  const ordered = [
    "-1e125",
    "-123.45",
    "-123.4",
    "-100",
    "-99",
    "-1",
    "-0.5",
    "-1e-130",
    "0",
    "1e-130",
    "0.05",
    "0.5",
    "1",
    "1.05",
    "1.5",
    "9",
    "10",
    "11",
    "100",
    "12345678901234567890123456789012345678",
    "1e125",
  ];
  const keys = ordered.map((text) => Buffer.from(numberKey(normalizeNumber(text))));
  expect(keys.toSorted((left, right) => Buffer.compare(left, right))).toEqual(keys);
  expect(ordered.toSorted((left, right) => compareNumbers(normalizeNumber(left), normalizeNumber(right)))).toEqual(
    ordered,
  );
});

// Source: the developer guide's "item sizes": a byte for two significant digits and one besides.
test.each([
  ["0", 1],
  ["1", 2],
  ["12", 2],
  ["123", 3],
  ["-1", 3],
  ["100", 2],
  ["0.01", 2],
  ["1.5", 3],
])("%s counts %d bytes", (text, size) => {
  expect(numberSize(text)).toBe(size);
});
