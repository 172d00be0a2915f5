import { expect, test } from "vitest";
import { type PlainObject, UNKNOWN } from "./plain.ts";
import { settle } from "./settle.ts";
import { shapeOf } from "./shape.ts";

const TABLE = {
  attributes: { id: "oc string", note: "o string", size: "c number", tags: "o map(string)", list: "o list(string)" },
  blocks: { one: { nesting: "list", attributes: { a: "o string", n: "o number", l: "o list(string)" } } },
} as const;
const OLD = shapeOf("aws_old", TABLE);
const MODERN = shapeOf("aws_modern", { ...TABLE, modern: true });
const PLANNED: PlainObject = {
  id: UNKNOWN,
  note: null,
  size: UNKNOWN,
  tags: null,
  list: null,
  one: [{ a: "x", n: null, l: null }],
};

// Source: states that hashicorp/aws 5.100.0 leaves after apply and after read.
test("what AWS does not have becomes the zero value, what was not read stays as planned", () => {
  expect(settle(OLD, { id: "i", note: undefined, size: undefined }, PLANNED, "apply")).toEqual({
    id: "i",
    note: "",
    size: 0,
    tags: null,
    list: null,
    one: [{ a: "x", n: 0, l: null }],
  });
});

test("an empty collection is null after apply where null was planned, and empty after a read", () => {
  expect(settle(OLD, { tags: {}, list: [] }, PLANNED, "apply")).toMatchObject({ tags: null, list: null });
  expect(settle(OLD, { tags: {}, list: [] }, { ...PLANNED, id: "i" }, "read")).toMatchObject({ tags: {}, list: [] });
});

test("modern types keep null", () => {
  expect(settle(MODERN, { id: "i", note: undefined, one: [{ a: "y" }] }, PLANNED, "apply")).toMatchObject({
    note: null,
    one: [{ a: "y", n: null, l: null }],
  });
});
