/** Paths and intrinsic functions, one line each. Sources: the language's specification and AWS's guide of intrinsics. */
import { expect, test } from "vitest";
import { evaluateIntrinsic } from "./intrinsics.ts";
import type { Json } from "./json.ts";
import { lookUp, type Scope } from "./scope.ts";

const input: Json = {
  a: { b: [1, 2, 3], "c d": "x" },
  list: [
    { n: 1, s: "one" },
    { n: 2, s: "two" },
  ],
  text: "1,2;3",
};
const scope: Scope = {
  input,
  context: { State: { Name: "S" } },
  variables: { v: { w: 7 } },
  language: "JSONPath",
  now: 0,
  stateName: "S",
  enteredEventId: 2,
};

test.each<[string, Json | undefined]>([
  ["$", input],
  ["$.a.b[0]", 1],
  ["$.a.b[-1]", 3],
  ["$.a['c d']", "x"],
  ["$.a.b[*]", [1, 2, 3]],
  ["$.a.b[1:]", [2, 3]],
  ["$.a.b[0,2]", [1, 3]],
  ["$..n", [1, 2]],
  ["$.list[?(@.n > 1)].s", ["two"]],
  ["$.list[?(@.n == 1 && @.s == 'one')].n", [1]],
  ["$.nothing", undefined],
  ["$$.State.Name", "S"],
  ["$v.w", 7],
  ["$unknown", undefined],
])("path %s", (path, expected) => {
  expect(lookUp(path, scope)).toEqual(expected);
});

test.each<[string, Json]>([
  ["States.Format('{} is {}', $.a['c d'], 3)", "x is 3"],
  ["States.Format('\\{{}\\}', 1)", "{1}"],
  // Source: AWS, recorded: objects read as Java prints them.
  ["States.Format('{}', $.list[0])", "{n=1, s=one}"],
  ["States.Array(1, 'a', null, true)", [1, "a", null, true]],
  ["States.ArrayPartition($.a.b, 2)", [[1, 2], [3]]],
  ["States.ArrayContains($.a.b, 2)", true],
  ["States.ArrayRange(1, 9, 2)", [1, 3, 5, 7, 9]],
  ["States.ArrayGetItem($.a.b, 1)", 2],
  ["States.ArrayLength($.a.b)", 3],
  ["States.ArrayUnique(States.Array(1, 1, 2))", [1, 2]],
  ["States.StringToJson('[1]')", [1]],
  ["States.JsonToString($.a.b)", "[1,2,3]"],
  ["States.Base64Encode('Data')", "RGF0YQ=="],
  ["States.Base64Decode('RGF0YQ==')", "Data"],
  ["States.Hash('input data', 'SHA-1')", "aaff4a450a104cd177d28d18d74485e8cae074b7"],
  ["States.JsonMerge($.list[0], $.list[1], false)", { n: 2, s: "two" }],
  ["States.MathAdd(111, -1)", 110],
  ["States.StringSplit($.text, ',;')", ["1", "2", "3"]],
])("intrinsic %s", (expression, expected) => {
  expect(evaluateIntrinsic(expression, scope)).toEqual(expected);
});

// Source: Step Functions' guide of intrinsics (limits, algorithms, numbers of arguments); the cause's beginning is AWS's.
test.each([
  "States.MathAdd('a', 1)",
  "States.MathAdd(2147483647, 1)",
  "States.ArrayRange(1, 1001, 1)",
  "States.ArrayGetItem($.a.b, 3)",
  "States.Hash('x', 'SHA-224')",
  "States.Hash('x', 'sha-1')",
  "States.UUID(1)",
  "States.ArrayLength($.a.b, 1)",
  "States.Format('{} {}', 1)",
])("%s fails by its own name", (expression) => {
  expect(() => evaluateIntrinsic(expression, scope)).toThrow(
    expect.objectContaining({
      error: "States.IntrinsicFailure",
      failureCause: expect.stringContaining(`The function '${expression}' had the following error: `) as string,
    }),
  );
});
