/** Expectations are what terraform 1.11.4 answered to the same calls. */
import { describe, expect, test } from "vitest";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { parseExpression } from "../../hcl/parse.ts";
import { evaluate } from "../../terraform/lang/evaluate.ts";
import { BOOL, STRING, tupleOf } from "../../terraform/lang/type.ts";
import { objectValue, stringValue, unknownValue, type Value } from "../../terraform/lang/value.ts";
import type { ProviderFunction, ProviderHost } from "../../terraform/provider.ts";
import { decodeTfvars, encodeExpr, encodeTfvars } from "./functions.ts";

const host: ProviderHost = {
  cloud: () => Promise.reject(new Error("no cloud here")),
  directory: "/",
  environment: {},
  signal: new AbortController().signal,
};

function valueOf(source: string): Value {
  const { value, diagnostics } = evaluate(parseExpression(source, "test").result, {
    resolve: () => ({ value: unknownValue() }),
  });
  if (hasErrors(diagnostics)) throw new Error(diagnostics[0]?.detail);
  return value;
}

function outcome(definition: ProviderFunction, argument: Value): unknown {
  const answer = definition.call([argument], host);
  if (answer instanceof Promise) throw new Error("answered later");
  return "error" in answer ? answer : answer.result;
}

describe("encode_expr", () => {
  test.each([
    ["{}", "{}"],
    ["-1.5", "-1.5"],
    ['toset(["b", "a"])', '["a", "b"]'],
    ['{ a = [1, "x"], b = null }', '{\n  a = [1, "x"]\n  b = null\n}'],
    ['[{ a = 1, bbb = 2 }, "x", [{ b = 3 }]]', '[{\n  a   = 1\n  bbb = 2\n  }, "x", [{\n    b = 3\n}]]'],
    ['{ "x y" = {}, z = 1 }', '{\n  "x y" = {}\n  z     = 1\n}'],
    ['"$${y} %%{z} \\"q\\" \\\\ \\t é \\u0001 $x $$"', '"$${y} %%{z} \\"q\\" \\\\ \\t é \\u0001 $x $$"'],
  ])("%s", (source, text) => {
    expect(outcome(encodeExpr, valueOf(source))).toEqual(stringValue(text));
  });

  test("tells how the text of an unknown value begins", () => {
    const unknown = unknownValue(tupleOf([BOOL]), { notNull: true });
    expect(outcome(encodeExpr, unknown)).toEqual(unknownValue(STRING, { notNull: true, stringPrefix: "[" }));
    expect(outcome(encodeExpr, unknownValue(BOOL))).toEqual(unknownValue(STRING, { notNull: true }));
  });
});

describe("encode_tfvars", () => {
  test("lines arguments up as terraform fmt does", () => {
    const value = valueOf("{ a = 1, bbb = 2, cc = [{ a = 1, bbb = 3 }], d = {}, x = false }");
    expect(outcome(encodeTfvars, value)).toEqual(
      stringValue("a   = 1\nbbb = 2\ncc = [{\n  a   = 1\n  bbb = 3\n}]\nd = {}\nx = false\n"),
    );
  });

  test.each([
    ['"x"', "invalid value to encode: must be an object whose attribute names will become the encoded variable names"],
    [
      '{ "a b" = 1 }',
      'invalid variable name "a b": must be a valid identifier, per Terraform\'s rules for input variable declarations',
    ],
  ])("refuses %s", (source, error) => {
    expect(outcome(encodeTfvars, valueOf(source))).toEqual({ error });
  });
});

describe("decode_tfvars", () => {
  test("gives the values of a file", () => {
    expect(outcome(decodeTfvars, stringValue('a = "x"\n'))).toEqual(objectValue({ a: stringValue("x") }));
  });

  test.each([
    [
      "a = ",
      "invalid tfvars syntax: <decode_tfvars argument>:1,5-5: Missing expression; Expected the start of an expression, but found the end of the file.",
    ],
    [
      "a {}",
      'invalid tfvars content: <decode_tfvars argument>:1,1-2: Unexpected "a" block; Blocks are not allowed here.',
    ],
    [
      "a = b",
      'invalid expression for variable "a": <decode_tfvars argument>:1,5-6: Variables not allowed; Variables may not be used here.',
    ],
    [
      "a = 1\na=2\nb = [",
      'invalid tfvars syntax: <decode_tfvars argument>:2,1-2: Attribute redefined; The argument "a" was already set at <decode_tfvars argument>:1,1-2. Each argument may be set only once., and 1 other diagnostic(s)',
    ],
  ])("refuses %j", (source, error) => {
    expect(outcome(decodeTfvars, stringValue(source))).toEqual({ error });
  });
});
