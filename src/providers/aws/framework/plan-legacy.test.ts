import { expect, test } from "vitest";
import { type PlainObject, textOf, UNKNOWN } from "./plain.ts";
import { isSameToSdk, type PlanHooks, planLegacy } from "./plan-legacy.ts";
import { shapeOf } from "./shape.ts";

const SHAPE = shapeOf("aws_test", {
  attributes: {
    id: "oc string",
    name: "r! string",
    note: "o string",
    size: "o number",
    arn: "c string",
    layers: "o list(string)",
    groups: "oc set(string)",
    labels: "o map(string)",
  },
  defaults: { size: 128 },
  blocks: {
    filled: { nesting: "list", max: 1, computed: true, attributes: { mode: "r string" } },
    index: { nesting: "set", attributes: { key: "r! string", text: "o string", capacity: "oc number" } },
    settings: { nesting: "list", max: 1, attributes: { on: "o bool", level: "o string" } },
  },
});

const NOTHING: PlainObject = {
  id: null,
  name: "a",
  note: null,
  size: null,
  arn: null,
  layers: null,
  groups: null,
  labels: null,
  filled: [],
  index: [],
  settings: [],
};
const MADE: PlainObject = {
  ...NOTHING,
  id: "i",
  arn: "x",
  size: 128,
  note: "",
  layers: [],
  groups: ["g"],
  labels: {},
  filled: [{ mode: "m" }],
};

const plan = (prior: PlainObject | null, changes: PlainObject, hooks: PlanHooks = {}) => {
  const base: PlainObject = { ...NOTHING, id: prior?.["id"] ?? null, arn: prior?.["arn"] ?? null };
  const { planned, requiresReplace } = planLegacy(SHAPE.block, prior, { ...base, ...changes }, hooks);
  return {
    planned,
    replace: requiresReplace.map((path) => path.map((step) => (step.kind === "attribute" ? step.name : "*")).join(".")),
  };
};

// Source of all: PlanResourceChange of hashicorp/aws 5.100.0 for made-up configurations.
test("creation: defaults are set, computed values and blocks unknown, the rest null", () => {
  expect(plan(null, {}).planned).toEqual({
    ...NOTHING,
    id: UNKNOWN,
    size: 128,
    arn: UNKNOWN,
    groups: UNKNOWN,
    filled: UNKNOWN,
  });
});

test("nothing configured is nothing changed: zero values stay", () => {
  expect(plan(MADE, { groups: ["g"] })).toEqual({ planned: MADE, replace: [] });
});

test.each([
  ["a text taken away", { ...MADE, note: "n" }, {}, "note", null],
  ["a list taken away", { ...MADE, layers: ["l"] }, {}, "layers", []],
  ["a map taken away", { ...MADE, labels: { a: "b" } }, {}, "labels", {}],
  ["a list that holds an unknown", MADE, { layers: ["a", UNKNOWN] }, "layers", UNKNOWN],
  ["an unknown set that AWS may fill", MADE, { groups: UNKNOWN }, "groups", ["g"]],
  ["a computed block taken away", MADE, { filled: [] }, "filled", [{ mode: "m" }]],
])("update: %s", (_, prior, changes, name, expected) => {
  expect(plan(prior as PlainObject, { groups: ["g"], ...(changes as PlainObject) }).planned[name]).toEqual(expected);
});

test("a changed set is written anew: absent texts are empty, computed values unknown", () => {
  const { planned, replace } = plan(MADE, { groups: ["g"], index: [{ key: "k", text: null, capacity: null }] });
  expect(planned["index"]).toEqual([{ key: "k", text: "", capacity: UNKNOWN }]);
  expect(replace).toEqual(["index"]);
});

test("elements of a set are the same whatever AWS has filled in", () => {
  const prior = { ...MADE, index: [{ key: "k", text: "", capacity: 5 }] };
  expect(plan(prior, { groups: ["g"], index: [{ key: "k", text: null, capacity: 5 }] })).toEqual({
    planned: prior,
    replace: [],
  });
});

test("a changed name needs a new object", () => {
  expect(plan(MADE, { groups: ["g"], name: "b" }).replace).toEqual(["name"]);
});

test("hooks: differences without meaning, forms of values, blocks that stay", () => {
  const prior = { ...MADE, note: "A", settings: [{ on: true, level: "x" }] };
  const hooks: PlanHooks = {
    suppress: (path, before, next) => path === "note" && textOf(before).toLowerCase() === textOf(next).toLowerCase(),
    keptBlocks: ["settings"],
  };
  expect(plan(prior, { groups: ["g"], note: "a" }, hooks).planned).toEqual(prior);
  const normalize = { normalize: (path: string, value: string) => (path === "note" ? value.toUpperCase() : value) };
  expect(plan(MADE, { groups: ["g"], note: "b" }, normalize).planned["note"]).toBe("B");
});

// Source: as above, for values that are given and empty.
test("creation: of empty sets and maps no trace is left, lists stay", () => {
  const { planned } = plan(null, { labels: {}, layers: [], groups: [] });
  expect(planned).toMatchObject({ labels: null, layers: [], groups: UNKNOWN });
});

test("a set that holds something unknown is unknown, also where it is computed and was there", () => {
  expect(plan(MADE, { groups: ["g", UNKNOWN] }).planned["groups"]).toBe(UNKNOWN);
  expect(plan(MADE, { groups: UNKNOWN }).planned["groups"]).toEqual(["g"]);
});

test.each<readonly [PlainObject, PlainObject, boolean]>([
  [{ note: null, labels: null }, { note: "", labels: {} }, true],
  [{ on: null }, { on: false }, true],
  [{ groups: [""] }, { groups: [] }, false],
  [{ labels: { a: "" } }, { labels: {} }, false],
  [{ settings: [{ on: null }] }, { settings: [{ on: true }] }, false],
])("whether %j and %j are the same to the SDK", (prior, planned, same) => {
  expect(isSameToSdk(prior, planned)).toBe(same);
});
