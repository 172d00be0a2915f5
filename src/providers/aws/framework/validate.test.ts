import { expect, test } from "vitest";
import { type PlainObject, UNKNOWN } from "./plain.ts";
import { shapeOf } from "./shape.ts";
import { validateShape } from "./validate.ts";

const TABLE = {
  attributes: { id: "c string", name: "r string" },
  blocks: {
    letter: { nesting: "list", attributes: { target: "r string", note: "o string" } },
    key: { nesting: "set", attributes: { type: "r string" } },
  },
} as const;
const OLD = shapeOf("aws_old", TABLE);
const MODERN = shapeOf("aws_modern", { ...TABLE, modern: true });
const NOTHING: PlainObject = { id: null, name: "x", letter: [], key: [] };

// Source: terraform 1.11.4 plan with hashicorp/aws 5.100.0, required arguments of which a variable made null.
test.each<readonly [what: string, config: PlainObject, names: readonly string[], at: string]>([
  ["null", { name: null }, ["name"], "name"],
  ["null in a list of blocks", { letter: [{ target: null, note: null }] }, ["letter.0.target"], "letter,0,target"],
  ["null in a set of blocks", { key: [{ type: null }] }, ["key.0.type"], "key"],
  ["not known yet", { name: UNKNOWN }, [], ""],
])("a required argument that is %s", (_, config, names, at) => {
  const told = validateShape(OLD, { ...NOTHING, ...config });
  expect(told.map(({ summary, detail }) => `${summary}: ${detail}`)).toEqual(
    names.map((name) => `Missing required argument: The argument "${name}" is required, but no definition was found.`),
  );
  expect(
    told
      .flatMap(({ path = [] }) => path.map((step) => (step.kind === "attribute" ? step.name : (step.key as number))))
      .join(),
  ).toBe(at);
});

test("types on the plugin framework say it in its words", () => {
  const told = validateShape(MODERN, { ...NOTHING, letter: [{ target: null, note: null }] });
  expect(told.map(({ summary, detail }) => `${summary}: ${detail.split("\n")[0]}`)).toEqual([
    "Missing Configuration for Required Attribute: Must set a configuration value for the letter[0].target attribute as the provider has marked it as required.",
  ]);
});

// Source: hashicorp/aws 5.100.0, asked through the plugin protocol.
test.each<readonly [what: string, table: Parameters<typeof shapeOf>[1], config: PlainObject, told: readonly string[]]>([
  [
    "a fraction where the provider counts",
    { attributes: { size: "o number" } },
    { size: 1.5 },
    ["Attribute must be a whole number, got 1.5"],
  ],
  [
    "a fraction where it measures",
    { attributes: { rate: "o number" }, rules: { rate: [["fractions"]] } },
    { rate: 1.5 },
    [],
  ],
  [
    "an empty list beside what excludes it",
    { attributes: { all: "o list(string)", one: "o string" }, groups: [["conflicts", "one", "all"]] },
    { all: [], one: "x" },
    ["Conflicting configuration arguments"],
  ],
  [
    "too many elements, which are not looked at",
    {
      attributes: { parts: "o list(string)" },
      rules: {
        parts: [
          ["maxItems", 1],
          ["oneOf", ["a"]],
        ],
      },
    },
    { parts: ["b", "c"] },
    ["Too many list items"],
  ],
  [
    "a required member of an attribute's elements",
    { attributes: { rule: "o set(object{port:number})" }, rules: { "rule.port": [["required"]] } },
    { rule: [{ port: null }] },
    ["Missing required argument"],
  ],
])("%s", (_, table, config, told) => {
  expect(validateShape(shapeOf("aws_x", table), config).map(({ summary }) => summary)).toEqual(told);
});
