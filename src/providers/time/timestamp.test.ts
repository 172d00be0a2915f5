/** Source: Go 1.26 time.Parse with time.RFC3339, time.ParseDuration. */
import { expect, test } from "vitest";
import { parseDuration } from "./duration.ts";
import { addDate, formatTimestamp, parseTimestamp } from "./timestamp.ts";

const AS_LAYOUT = 'as "2006-01-02T15:04:05Z07:00": cannot parse';

test.each([
  ["2020-02-12T06:36:13Z", "2020-02-12T06:36:13Z"],
  ["2020-02-12T6:36:13Z", "2020-02-12T06:36:13Z"],
  ["2020-02-12T06:36:13.75+05:30", "2020-02-12T06:36:13+05:30"],
  ["2020-02-12T06:36:13,5-00:00", "2020-02-12T06:36:13Z"],
  ["0099-12-31T23:59:59Z", "0099-12-31T23:59:59Z"],
])("%s is read", (text, written) => {
  expect(formatTimestamp(parseTimestamp(text))).toBe(written);
});

test.each([
  ["x", `parsing time "x" ${AS_LAYOUT} "x" as "2006"`],
  ["2020", `parsing time "2020" ${AS_LAYOUT} "" as "-"`],
  ["2020-13-01T00:00:00Z", 'parsing time "2020-13-01T00:00:00Z": month out of range'],
  ["2023-02-29T00:00:00Z", 'parsing time "2023-02-29T00:00:00Z": day out of range'],
  ["2020-01-01T24:00:00Z", 'parsing time "2020-01-01T24:00:00Z": hour out of range'],
  ["2020-01-01T00:00:00+25:00", 'parsing time "2020-01-01T00:00:00+25:00": time zone offset hour out of range'],
  ["2020-01-01T00:00:00", `parsing time "2020-01-01T00:00:00" ${AS_LAYOUT} "" as "Z07:00"`],
  ["2020-01-01T00:00:00Zé", String.raw`parsing time "2020-01-01T00:00:00Z\xc3\xa9": extra text: "\xc3\xa9"`],
])("%s is refused", (text, message) => {
  expect(() => parseTimestamp(text)).toThrow(message);
});

test("a month after January 31 is in March, years below 100 stay", () => {
  expect(formatTimestamp(addDate(parseTimestamp("2023-01-31T00:00:00Z"), 0, 1, 0))).toBe("2023-03-03T00:00:00Z");
  expect(formatTimestamp(addDate(parseTimestamp("0001-01-31T00:00:00Z"), 1, 0, 0))).toBe("0002-01-31T00:00:00Z");
});

test.each<[string, bigint | string]>([
  ["1h15m30.000000001s", 4_530_000_000_001n],
  ["-1.5h", -5_400_000_000_000n],
  [".5ms", 500_000n],
  ["+0", 0n],
  ["", 'time: invalid duration ""'],
  ["5", 'time: missing unit in duration "5"'],
  ["1q", 'time: unknown unit "q" in duration "1q"'],
  ["92233752036854775807n", 'time: invalid duration "92233752036854775807n"'],
])("the duration %j", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});
