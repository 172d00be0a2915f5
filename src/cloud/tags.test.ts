import { expect, test } from "vitest";
import { findTagFault, mergeTags, withoutTags } from "./tags.ts";

test.each([
  [["a", "b"], undefined],
  [["a", "a"], { kind: "duplicate", key: "a" }],
  [["AWS:x"], { kind: "reserved", key: "AWS:x" }],
  [Array.from({ length: 51 }, (_, n) => `k${n}`), { kind: "too-many", count: 51 }],
])("the fault of %j", (keys, fault) => {
  expect(findTagFault(keys)).toEqual(fault);
});

test("merging replaces values and keeps the order", () => {
  const tags = mergeTags(
    [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ],
    [{ Key: "a", Value: "3" }],
  );
  expect(tags).toEqual([
    { Key: "a", Value: "3" },
    { Key: "b", Value: "2" },
  ]);
  expect(withoutTags(tags, ["a", "x"])).toEqual([{ Key: "b", Value: "2" }]);
});
