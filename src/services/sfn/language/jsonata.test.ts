import { expect, test } from "vitest";
import { evaluateJsonata, NO_DATA } from "./jsonata.ts";

// Source: Step Functions' guide, "JSONata functions provided by Step Functions".
test.each([
  ["$partition([1, 2, 3, 4, 5], 2)", [[1, 2], [3, 4], [5]]],
  ["$range(1, 9, 4)", [1, 5, 9]],
  // Source: AWS, recorded.
  ["$range(1, 9, 9)", 1],
  ["$hash('a', 'MD5')", "0cc175b9c0f1b6a831c399e269772661"],
  ["$hash({'a': 1})", "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"],
  ["$random(1) = $random(1)", true],
  ["$parse('{\"a\":[1]}').a", [1]],
  ["$length($uuid())", 36],
  ["$millis()", 1000],
  ["$now()", "1970-01-01T00:00:01.000Z"],
  ["$now('[Y0001]')", "1970"],
  ["$v[$ > 1]", [2, 3]],
  ["($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(200))", 200],
  ["$nothing", undefined],
  ["function($x) { $x }", NO_DATA],
  ["/a/", NO_DATA],
])("%s", async (expression, expected) => {
  expect(await evaluateJsonata(expression, { v: [1, 2, 3] }, 1000)).toEqual(expected);
});

// Source: AWS, measured.
test("what is no number in JSON is a text", async () => {
  expect(await evaluateJsonata("[1/0, {'k': -1/0}]", {}, 0)).toEqual(["Infinity", { k: "-Infinity" }]);
});

test.each([
  ["$eval('1')", /^\. T1006: /],
  ["1 + 'a'", /^\. T2002: The right side of the "\+" operator must evaluate to a number$/],
  ["(", /^\. S02\d\d: /],
  ["$hash('a', 'x')", /^\. D3000: Unknown hashing algorithm x$/],
  ["($f := function() { 1 + $f() }; $f())", /^: Stack overflow error: Check for non-terminating recursive function\. /],
])("%s fails", async (expression, message) => {
  await expect(evaluateJsonata(expression, {}, 0)).rejects.toThrow(message);
});
