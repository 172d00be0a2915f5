import { describe, expect, test } from "vitest";
import { BigFloat } from "./number.ts";

const n = (text: string): BigFloat => {
  const parsed = BigFloat.parse(text);
  if (!parsed) throw new Error(`${text} is not a number`);
  return parsed;
};

// Expectations printed by terraform 1.11.4 console.
describe("text", () => {
  test.each([
    ["0", "0"],
    ["-0", "-0"],
    ["1e3", "1000"],
    ["0.1", "0.1"],
    [".5", "0.5"],
    ["9007199254740993", "9007199254740993"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["1e-7", "0.0000001"],
    ["1e20", "100000000000000000000"],
  ])("%s prints %s", (source, text) => expect(n(source).toString()).toBe(text));

  test.each(["", "0x1F", "1_000", "abc", "1e", "--1", " 1"])("%j is not a number", (text) =>
    expect(BigFloat.parse(text)).toBeUndefined(),
  );
});

describe("arithmetic", () => {
  test("a third has the digits of 512 bits and times three is one", () => {
    const third = n("1").divide(n("3"));
    expect(third.toString()).toBe(`0.${"3".repeat(154)}5`);
    expect(third.multiply(n("3")).toString()).toBe("1");
  });
  test("0.1 + 0.2 is 0.3", () => expect(n("0.1").add(n("0.2")).equals(n("0.3"))).toBe(true));
  test("doubles print with the digits of a double", () =>
    expect(BigFloat.fromDouble(2 ** 100).toString()).toBe("1267650600228229400000000000000"));
  test("integers made by functions divide with 64 bits", () =>
    expect(BigFloat.from(1).divide(BigFloat.from(3)).toString()).toBe("0.33333333333333333334"));
  test.each([
    ["7", "3", "1"],
    ["-7", "3", "-1"],
    ["7.5", "2", "1.5"],
    ["7", "0", "7"],
  ])("%s %% %s = %s", (a, b, result) => expect(n(a).modulo(n(b)).toString()).toBe(result));
  test("division by zero is an infinity", () => {
    expect(n("1").divide(n("0")).toString()).toBe("+Inf");
    expect(n("-1").divide(n("0")).toString()).toBe("-Inf");
    expect(() => n("0").divide(n("0"))).toThrow();
  });
  test.each([
    ["1.5", "1", "2"],
    ["-1.5", "-2", "-1"],
    ["3", "3", "3"],
  ])("floor and ceil of %s", (a, floor, ceil) => {
    expect(n(a).floor().toString()).toBe(floor);
    expect(n(a).ceil().toString()).toBe(ceil);
  });
  test("compares across magnitudes", () => {
    expect(n("1e30").compare(n("1e29"))).toBe(1);
    expect(n("-1e-30").compare(n("0"))).toBe(-1);
    expect(BigFloat.INFINITY.compare(n("1e300"))).toBe(1);
  });
});

test("ten significant digits", () => {
  expect(n("123456789012").toRoundedString()).toBe("1.23456789e+11");
  expect(n("0.25").toRoundedString()).toBe("0.25");
  expect(n("100").toRoundedString()).toBe("100");
});
