/** How differences show what is always shown, and what is removed; the texts are those of terraform 1.11.4. */
import { expect, test } from "vitest";
import type { Json } from "../state/json.ts";
import { typeDiff } from "./attribute-diff.ts";
import { EVERYWHERE, NO_PATHS } from "./change.ts";
import { PLAN_OPTIONS } from "./diff.ts";

const render = (before: Json, after: Json): string =>
  typeDiff(
    {
      before,
      after,
      beforeExplicit: false,
      afterExplicit: false,
      unknown: false,
      beforeSensitive: false,
      afterSensitive: false,
      replace: NO_PATHS,
      relevant: EVERYWHERE,
    },
    { kind: "dynamic" },
  ).render(0, PLAN_OPTIONS(false));

const object = (entries: Readonly<Record<string, Json>>): Json => new Map(Object.entries(entries));

test("all of an id, a name and tags inside of an object is shown", () => {
  const value = (a: string): Json => object({ a, id: ["x", "y"], other: ["z"], tags: object({ k: "v" }) });
  expect(render(value("1"), value("2"))).toBe(`{
      ~ a     = "1" -> "2"
        id    = [
            "x",
            "y",
        ]
        tags  = {
            k = "v"
        }
        # (1 unchanged attribute hidden)
    }`);
});

test("JSON that fits a line is removed without a word of null", () => {
  expect(render("{}", null)).toBe("jsonencode({})");
  expect(render("[]", null)).toBe("jsonencode([])");
});
