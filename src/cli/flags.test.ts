import { expect, test } from "vitest";
import { parseDuration, parseFlags } from "./flags.ts";

const DEFINITIONS = { json: "boolean", out: "string", var: "list", parallelism: "number", wait: "duration" } as const;

// Source: Go's flag package, as Terraform 1.11.4 shows its errors (`terraform plan -nosuch` and the like).
test.each([
  ["unknown", ["-nosuch"], "flag provided but not defined: -nosuch"],
  ["unknown with two dashes", ["--nosuch=1"], "flag provided but not defined: -nosuch"],
  ["without its value", ["-out"], "flag needs an argument: -out"],
  ["no truth value", ["-json=maybe"], 'invalid boolean value "maybe" for -json: parse error'],
  ["no number", ["-parallelism=x"], 'invalid value "x" for flag -parallelism: parse error'],
  ["no name", ["-=x"], "bad flag syntax: -=x"],
])("a flag that is %s", (_, args, error) => {
  expect(parseFlags(args, DEFINITIONS).error).toBe(error);
});

test("flags end at the first argument that is none", () => {
  const { values, rest, occurrences } = parseFlags(
    ["-json", "--out", "f", "-var=a=1", "-var", "b=2", "plan", "-json=false"],
    DEFINITIONS,
  );
  expect(values).toEqual({ json: true, out: "f", var: ["a=1", "b=2"] });
  expect(rest).toEqual(["plan", "-json=false"]);
  expect(occurrences.map(({ name }) => name)).toEqual(["json", "out", "var", "var"]);
});

test("two dashes alone end the flags", () => {
  expect(parseFlags(["-json", "--", "-out"], DEFINITIONS).rest).toEqual(["-out"]);
});

test.each([
  ["1m30s", 90_000],
  ["1.5s", 1500],
  ["0", 0],
  ["-2s", -2000],
  ["10", undefined],
  ["", undefined],
])("the duration %j", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
