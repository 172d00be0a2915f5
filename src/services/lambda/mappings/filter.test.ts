/** The pattern language as AWS documents it: "Filter rule syntax" in the Lambda developer guide. */
import { expect, test } from "vitest";
import { parsePatterns, passes } from "./filter.ts";

const record = { name: "Ann", age: 30, city: null, tags: ["a", "b"], body: { kind: "order", price: 12.5 }, empty: "" };

test.each<[string, object, boolean]>([
  ["equal", { name: ["Ann"] }, true],
  ["not equal", { name: ["Bob"] }, false],
  ["or of values", { name: ["Bob", "Ann"] }, true],
  ["and of members", { name: ["Ann"], age: [31] }, false],
  ["nested", { body: { kind: ["order"] } }, true],
  ["null", { city: [null] }, true],
  ["empty text", { empty: [""] }, true],
  ["a number is no text", { age: ["30"] }, false],
  ["one of a list", { tags: ["b"] }, true],
  ["exists", { name: [{ exists: true }] }, true],
  ["does not exist", { other: [{ exists: false }] }, true],
  ["exists, but should not", { name: [{ exists: false }] }, false],
  ["prefix", { name: [{ prefix: "An" }] }, true],
  ["suffix", { name: [{ suffix: "nn" }] }, true],
  ["suffix of any case", { name: [{ suffix: { "equals-ignore-case": "NN" } }] }, true],
  ["equals-ignore-case", { name: [{ "equals-ignore-case": "aNN" }] }, true],
  ["wildcard", { name: [{ wildcard: "A*n" }] }, true],
  ["anything-but", { name: [{ "anything-but": ["Bob"] }] }, true],
  ["anything-but itself", { name: [{ "anything-but": ["Ann"] }] }, false],
  ["anything-but a prefix", { name: [{ "anything-but": { prefix: "A" } }] }, false],
  ["numeric equal", { age: [{ numeric: ["=", 30] }] }, true],
  ["numeric range", { body: { price: [{ numeric: [">", 10, "<=", 12.5] }] } }, true],
  ["out of range", { body: { price: [{ numeric: [">", 12.5] }] } }, false],
  ["$or", { $or: [{ name: ["Bob"] }, { age: [30] }] }, true],
  ["$or of nothing true", { $or: [{ name: ["Bob"] }, { age: [31] }] }, false],
])("%s", (_, pattern, expected) => {
  const patterns = parsePatterns([JSON.stringify(pattern)]);
  expect(patterns && passes(patterns, record)).toBe(expected);
});

test("any one of several patterns suffices, and none lets everything pass", () => {
  expect(passes(parsePatterns(['{"name":["Bob"]}', '{"age":[30]}']) ?? [], record)).toBe(true);
  expect(passes([], record)).toBe(true);
});

test.each([
  ["no JSON", "{"],
  ["a leaf that is no list", '{"name":"Ann"}'],
  ["an unknown rule", '{"name":[{"like":"A"}]}'],
  ["an empty list", '{"name":[]}'],
  ["two rules in one", '{"name":[{"prefix":"A","suffix":"n"}]}'],
  ["a prefix that is no text", '{"name":[{"prefix":1}]}'],
  ["exists of something else", '{"name":[{"exists":"yes"}]}'],
  ["half a comparison", '{"age":[{"numeric":["<"]}]}'],
  ["an unknown comparison", '{"age":[{"numeric":["!=",1]}]}'],
  ["excluding nothing", '{"name":[{"anything-but":[]}]}'],
  ["a list", "[]"],
])("%s is no pattern", (_, text) => {
  expect(parsePatterns([text])).toBeUndefined();
});
