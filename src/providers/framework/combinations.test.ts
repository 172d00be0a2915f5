/** Source: terraform-plugin-framework-validators 0.19.0 (schemavalidator and configvalidator). */
import { expect, test } from "vitest";
import type { ProviderDiagnostic } from "../../terraform/provider.ts";
import { alsoRequires, atLeastOneOf, conflictsWith, exactlyOneOf, oneNeeded } from "./combinations.ts";
import { type PlainObject, UNKNOWN } from "./plain.ts";

const NAMES = ["a", "b", "c"];
const lines = (found: readonly ProviderDiagnostic[]): string[] =>
  found.map(({ detail, path = [] }) =>
    [...path.map((step) => (step.kind === "attribute" ? step.name : "")), detail].join(": "),
  );

test.each<[string, PlainObject, string[]]>([
  ["one", { a: "x", b: null, c: null }, []],
  [
    "none",
    { a: null, b: null, c: null },
    [
      "a: No attribute specified when one (and only one) of [b,c] is required",
      "b: No attribute specified when one (and only one) of [a,c] is required",
      "c: No attribute specified when one (and only one) of [a,b] is required",
    ],
  ],
  [
    "two",
    { a: "x", b: "y", c: null },
    [
      "a: 2 attributes specified when one (and only one) of [b,c] is required",
      "b: 2 attributes specified when one (and only one) of [a,c] is required",
      "c: 2 attributes specified when one (and only one) of [a,b] is required",
    ],
  ],
  ["one that is not known yet", { a: UNKNOWN, b: "y", c: null }, []],
])("exactly one of three: %s", (_, config, expected) => {
  expect(lines(exactlyOneOf(config, NAMES))).toEqual(expected);
});

test.each<[string, PlainObject, string[]]>([
  ["both", { a: "x", b: "y" }, ['a: Attribute "b" cannot be specified when "a" is specified']],
  ["this one alone", { a: "x", b: null }, []],
  ["no blocks", { a: "x", b: [] }, []],
  ["the other not known yet", { a: "x", b: UNKNOWN }, []],
  ["this one not known yet", { a: UNKNOWN, b: "y" }, []],
])("conflicts: %s", (_, config, expected) => {
  expect(lines(conflictsWith(config, "a", ["b"]))).toEqual(expected);
});

test.each<[string, PlainObject, string[]]>([
  ["alone", { a: "x", b: null }, ['a: Attribute "b" must be specified when "a" is specified']],
  ["together", { a: "x", b: "y" }, []],
  ["the other not known yet", { a: "x", b: UNKNOWN }, []],
])("requires: %s", (_, config, expected) => {
  expect(lines(alsoRequires(config, "a", ["b"]))).toEqual(expected);
});

test("none of those of which one is needed", () => {
  const none = { a: null, b: null };
  expect(lines(atLeastOneOf(none, ["a", "b"]))).toEqual(["At least one of these attributes must be configured: [a,b]"]);
  expect(lines(oneNeeded(none, ["a", "b"]))).toEqual([
    "a: At least one attribute out of [b,a] must be specified",
    "b: At least one attribute out of [a,b] must be specified",
  ]);
  expect(oneNeeded({ a: UNKNOWN, b: null }, ["a", "b"])).toEqual([]);
});
