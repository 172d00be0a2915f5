import { expect, test } from "vitest";
import { type PlainObject, UNKNOWN } from "./plain.ts";
import { shapeOf } from "./shape.ts";
import { NO_TAG_SETTINGS, planTagsAll, tagChanges, tagsFound, withTagsAll } from "./tags.ts";

const SHAPE = shapeOf("aws_test", { attributes: { tags: "o map(string)", tags_all: "oc map(string)" } });
const DEFAULTS = { ...NO_TAG_SETTINGS, defaults: { Team: "t", Env: "dev" } };
const state = (tags: PlainObject | null, all: PlainObject | null): PlainObject => ({ tags, tags_all: all });

// Source: plans of hashicorp/aws 5.100.0 with and without default_tags.
test.each([
  ["creation without tags", null, state(null, UNKNOWN as never), NO_TAG_SETTINGS, undefined],
  ["creation with tags", null, state({ a: "b" }, UNKNOWN as never), NO_TAG_SETTINGS, { a: "b" }],
  ["creation with defaults", null, state({ Env: "prod" }, null), DEFAULTS, { Team: "t", Env: "prod" }],
  ["a tag known later", null, state({ a: UNKNOWN } as never, null), NO_TAG_SETTINGS, UNKNOWN],
  ["the last tag taken away", state({ a: "b" }, { a: "b" }), state({}, { a: "b" }), NO_TAG_SETTINGS, {}],
  ["nothing changed", state({ a: "b" }, { a: "b" }), state({ a: "b" }, { a: "b" }), NO_TAG_SETTINGS, undefined],
  ["an empty value", null, state({ a: "" }, UNKNOWN as never), NO_TAG_SETTINGS, UNKNOWN],
  [
    "an empty value that was there",
    state({ a: "" }, { a: "" }),
    state({ a: "" }, { a: "" }),
    NO_TAG_SETTINGS,
    undefined,
  ],
  ["new defaults", state(null, {}), state(null, {}), DEFAULTS, { Team: "t", Env: "dev" }],
])("%s", (_, prior, planned, settings, expected) => {
  expect(planTagsAll(SHAPE, prior, planned, settings)).toEqual(expected);
});

test("tags that a plan did not foresee are known when it is applied", () => {
  expect(withTagsAll(SHAPE, state({ a: "" }, UNKNOWN as never), DEFAULTS)["tags_all"]).toEqual({
    Team: "t",
    Env: "dev",
    a: "",
  });
});

test("found tags: the defaults are not the resource's own, AWS's own and ignored ones are nobody's", () => {
  const settings = { ...DEFAULTS, ignoredKeys: new Set(["cost"]), ignoredPrefixes: ["k8s/"] };
  const found = { Team: "t", Env: "prod", "aws:cloudformation:x": "1", cost: "2", "k8s/a": "3", own: "4" };
  expect(tagsFound(found, null, settings)).toEqual({
    tags: { Env: "prod", own: "4" },
    tags_all: { Team: "t", Env: "prod", own: "4" },
  });
  expect(tagsFound({ Team: "t" }, { Team: "t" }, settings).tags).toEqual({ Team: "t" });
});

test("changes", () => {
  expect(tagChanges({ a: "1", b: "2" }, { b: "3", c: "4" })).toEqual({ set: { b: "3", c: "4" }, removed: ["a"] });
});
