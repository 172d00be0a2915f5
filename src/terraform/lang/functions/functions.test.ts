/** Calls with odd arguments; results, words and places as terraform 1.11.4 gives them. */
import { expect, test } from "vitest";
import { parseExpression } from "../../../hcl/parse.ts";
import { evaluate } from "../evaluate.ts";
import { toJson, writeJson } from "../json.ts";
import type { Scope } from "../scope.ts";
import { stringValue, unknownValue } from "../value.ts";

const scope: Scope = {
  baseDirectory: import.meta.dirname,
  resolve: ({ subject }) => ({
    value: subject.kind === "local" && subject.name === "unknown" ? unknownValue() : stringValue("x"),
  }),
};
const run = (source: string) => evaluate(parseExpression(source, "t.tf").result, scope);

test.each([
  ["pow(3.7, 36)", "285273917723724150000"],
  ["pow(2, -0.5)", "0.7071067811865475"],
  ["pow(-2, 3)", "-8"],
  ['element(tolist(["a","b","c"]), -2)', '"b"'],
  ["element([1], -1)", "1"],
  ['format("%5t|%5v|", true, true)', '"true| true|"'],
  ['yamldecode("a: 1\\na: 2")', '{"a":2}'],
  ['yamldecode("? a\\n: b")', '{"a":"b"}'],
  ['yamldecode("a: 2020-01-01")', '{"a":"2020-01-01T00:00:00Z"}'],
  ['yamldecode("a: 0b11")', '{"a":"0b11"}'],
  ['timeadd("9999-12-31T23:59:59Z", "1h")', '"10000-01-01T00:59:59Z"'],
  ['timeadd("0001-01-01T00:00:00Z", "-1h")', '"0000-12-31T23:00:00Z"'],
  ['fileset("~nobody/x", "*")', "[]"],
  ['fileset("..", "functions/../functions/gl*.ts")', '["functions/glob.ts"]'],
  ['fileset(".", "../functions/gl*.ts")', '["glob.ts"]'],
  ['fileset(".", "[!x]lob.ts")', "[]"],
  ['regexall("a*", "baab")', '["","aa",""]'],
  ['replace("日本🚀", "/x*/", "-")', '"-日-本-🚀-"'],
  ['formatdate("\'\'", "2020-01-02T03:04:05Z")', '"\'"'],
  ['timecmp("2020-01-01T1:00:00Z", "2020-01-01T00:59:59Z")', "1"],
  ['cidrsubnet("10.0.0.0/16", 8, -1)', '"0.0.1.0/24"'],
  ['cidrhost("10.0.0.0/08", 5)', '"10.0.0.5"'],
  ['textencodebase64("é", "IBM437")', '"gg=="'],
  ['textdecodebase64("pA==", "Latin-9")', '"€"'],
  ["[1, 2][sensitive(0)] == 1", "true"],
])("%s is %s", (source, result) => {
  const { value, diagnostics } = run(source);
  expect(diagnostics).toEqual([]);
  expect(writeJson(toJson(value))).toBe(result);
});

test.each([
  ['startswith("abc${local.unknown}", "ab")', "true"],
  ['startswith("abc${local.unknown}", "x")', "false"],
  ['"ab-${local.unknown}" == "abc"', "false"],
  ['length("ab-${local.unknown}") > 2', "true"],
  ["length(local.unknown) > -1", "null"],
])("of an unknown is certain: %s is %s", (source, result) => {
  const { value } = run(source);
  expect(value.isKnown ? writeJson(toJson(value)) : "null").toBe(result);
});

test.each([
  'format("%v", null)',
  '"abc${local.unknown}" == "abd"',
  'coalescelist(local.unknown, "a")',
  'templatestring("a", local.unknown)',
])("%s is unknown", (source) => {
  const { value, diagnostics } = run(source);
  expect(diagnostics).toEqual([]);
  expect(value.isKnown).toBe(false);
});

test.each([
  [
    'slice(["a"], 0, 1/3)',
    "17-18",
    /^Invalid value for "end_index" parameter: invalid end index: value must be a whole/,
  ],
  [
    'cidrsubnets("x", 1)',
    "14-15",
    'Invalid value for "prefix" parameter: invalid CIDR expression: invalid CIDR address: x.',
  ],
  ['cidrhost("x", 1/3)', "1-10", 'Call to function "cidrhost" failed: value must be a whole number.'],
  ['zipmap([], "x")', "1-8", 'Call to function "zipmap" failed: values argument must be a list or tuple value.'],
  ["zipmap([null], [1])", "1-8", 'Call to function "zipmap" failed: keys list has null value at index 0.'],
  ["sum({})", "5-6", 'Invalid value for "list" parameter: cannot sum an empty list.'],
  [
    "sum({ a = 1 })",
    "5-6",
    'Invalid value for "list" parameter: argument must be list, set, or tuple. Received object.',
  ],
  [
    'timeadd("x", "1h")',
    "1-9",
    'Call to function "timeadd" failed: not a valid RFC3339 timestamp: cannot use "x" as year.',
  ],
  ['timeadd("2020/01", "1h")', "1-9", /found "\/01" where "-" is expected\.$/],
  ['timeadd("2020-13-01T00:00:00Z", "1h")', "1-9", /cannot use "-01T00:00:00Z" as month\.$/],
  [
    'timecmp("2020-01-01T00:00:00", "")',
    "10-29",
    /^Invalid value for "timestamp_a" parameter: .* end of string before UTC offset\.$/,
  ],
  ["transpose({ a = null })", "1-11", 'Call to function "transpose" failed: input must not contain null list.'],
  ['formatlist("x", ["a"])', "1-12", /error on format iteration 0: too many arguments; no verbs in format string\.$/],
  ['lookup({ a = 1 }, "b")', "8-9", 'Invalid value for "inputMap" parameter: the given object has no attribute "b".'],
  ['lookup(tomap({ a = 1 }), sensitive("b"))', "1-8", /lookup failed to find key \(sensitive value\)\.$/],
  ['file(sensitive("nope"))', "6-16", /^Invalid value for "path" parameter: no file exists at \(sensitive value\); /],
  ['base64decode(sensitive("%"))', "1-14", /failed to decode base64 data \(sensitive value\)\.$/],
  ['join(",", ["a"], [null])', "18-19", /element 0 of list 2 is null; cannot concatenate null values\.$/],
  ['join(",", [["a"], [[]]]...)', "11-24", 'Invalid value for "lists" parameter: element 0: string required.'],
  ["contains(null, 1)", "10-14", 'Invalid value for "list" parameter: argument must not be null.'],
  ['templatestring("$${x}", {})', "17-22", /and so does not support providing a literal template; /],
  [
    'templatestring("a${local.x}", {})',
    "17-18",
    /to render an inline template, consider using a plain template string expression\.$/,
  ],
  ['core::foo("x")', "1-10", /^The function namespace "core" is not valid\. /],
  [
    'yamldecode("a: [1\\n")',
    "1-12",
    "Call to function \"yamldecode\" failed: on line 1, column 1: did not find expected ',' or ']'.",
  ],
  ['yamldecode("a: 1\\n b: 2")', "1-12", /on line 2, column 1: mapping values are not allowed in this context\.$/],
  ['csvdecode("a,\\"b\\n1")', "1-11", /CSV parse error on line 2: extraneous or missing " in quoted-field\.$/],
  ["setunion([1, {}, local.unknown])", "10-11", /all set elements must have the same type\.$/],
  ["sort(tolist([null]))", "1-6", /^Call to function "sort" failed: given list element 0 is null; /],
  ['textdecodebase64("4pyT", "Shift_JIS")', "19-23", /contains symbols that are not defined for Shift_JIS\.$/],
  ['textencodebase64("日本", "cp437")', "19-21", /contains characters that cannot be represented in IBM437\.$/],
  [
    'textencodebase64("a", "sjis")',
    "24-28",
    /^Invalid value for "encoding" parameter: "sjis" is not a supported IANA /,
  ],
  [
    'timecmp("2020-01-01T24:00:00Z", "2020-01-01T00:00:00Z")',
    "10-30",
    /: not a valid RFC3339 timestamp: cannot use ":00:00Z" as hour\.$/,
  ],
  ['timeadd("2020-01-01T00:00:00,5Z", "1h")', "1-9", /cannot use "," as timestamp segment\.$/],
  ['timeadd("2020-01-01T00:00:00Z", "１s")', "1-9", /time: invalid duration "\\xef\\xbc\\x91s"\.$/],
  ['cidrsubnets("0.0.0.0/0", 4)', "26-27", /a subnet with a prefix of 4 bits after 240\.0\.0\.0\/4\.$/],
  ['format("%d %", "x")', "1-8", /^Call to function "format" failed: unsupported value for "%d" at 0: a number is /],
  ['fileset(".", "[]a]*")', "1-9", /failed to glob pattern "\[\]a\]\*": syntax error in pattern\.$/],
  ['tonumber("a\\u200d")', "11-18", /cannot convert "a\\u200d" to number; /],
  ['tose("x")', "1-5", 'There is no function named "tose". Did you mean "toset"?'],
  // Inside of a for there are no names of functions to choose from.
  ['[for x in [1] : tose("x")]', "17-21", 'There is no function named "tose".'],
  ["sensitive([1, 2])[2]", "18-21", "The given key does not identify an element in this collection value."],
])("%s fails at %s", (source, place, detail) => {
  const { diagnostics } = run(source);
  expect(diagnostics).toHaveLength(1);
  const told = diagnostics[0]?.detail ?? "";
  const subject = diagnostics[0]?.subject;
  if (typeof detail === "string") expect(told).toBe(detail);
  else expect(told).toMatch(detail);
  expect(`${subject?.start.column}-${subject?.end.column}`).toBe(place);
});

test.each([
  ["[for x in tolist([tostring(local.unknown)]) : x if {}]", "52-54"],
  ["[for x in tolist(local.unknown) : x if {}]", "40-42"],
])("conditions of %s are tried before there are elements", (source, place) => {
  const { diagnostics } = run(source);
  expect(diagnostics.map(({ summary }) => summary)).toEqual(["Invalid 'for' condition"]);
  expect(`${diagnostics[0]?.subject?.start.column}-${diagnostics[0]?.subject?.end.column}`).toBe(place);
});

test("inside of a for expression a failed call has no signature", () => {
  const callOf = (source: string) => run(source).diagnostics[0]?.extra?.["functionCall"];
  expect(callOf("[for x in [1] : upper({})]")).toEqual({ called_as: "upper" });
  expect(callOf("upper({})")).toMatchObject({ called_as: "upper", signature: { return_type: "string" } });
});

test.each([
  // Marks of keys are left behind where attributes and elements not known yet are looked up.
  ['{ a = 1 }[sensitive("a")]', false],
  ["[1][sensitive(0)]", true],
  ["tolist([local.unknown])[sensitive(0)]", true],
])("marks of %s", (source, isMarked) => {
  expect(run(source).value.isMarked).toBe(isMarked);
});
