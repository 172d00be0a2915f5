/** `contains` of what is not known; results as terraform 1.11.4 gives them. */
import { expect, test } from "vitest";
import { parseExpression } from "../../../hcl/parse.ts";
import { evaluate } from "../evaluate.ts";
import { toJson, writeJson } from "../json.ts";
import { unknownValue } from "../value.ts";

const scope = { baseDirectory: import.meta.dirname, resolve: () => ({ value: unknownValue() }) };

test.each([
  // The condition is tried with nothing known before it is asked of the elements.
  ['[for k, v in { a = { b = 1 }, c = { d = 2 } } : k if contains(keys(v), "b")]', '["a"]'],
  ['[for v in ["x", "y"] : v if contains(["y"], v)]', '["y"]'],
  ['contains(local.unknown, "x")', "unknown"],
  ['contains(["x", local.unknown], "x")', "true"],
  ['contains(["y", local.unknown], "x")', "unknown"],
])("%s is %s", (source, result) => {
  const { value, diagnostics } = evaluate(parseExpression(source, "t.tf").result, scope);
  expect(diagnostics).toEqual([]);
  expect(value.isKnown ? writeJson(toJson(value)) : "unknown").toBe(result);
});
