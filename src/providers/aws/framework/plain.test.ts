import { expect, test } from "vitest";
import { BOOL, listOf, mapOf, NUMBER, objectOf, STRING, setOf, type Type } from "../../../terraform/lang/type.ts";
import { canonical, type Plain, samePlain, UNKNOWN } from "./plain.ts";

const PAIR = objectOf(
  new Map<string, Type>([
    ["name", STRING],
    ["ports", setOf(NUMBER)],
  ]),
);

test.each<[string, Type, Plain | undefined, Plain | undefined, boolean]>([
  ["texts", STRING, "a", "a", true],
  ["other texts", STRING, "a", "b", false],
  ["a number and its text", STRING, 1, "1", false],
  ["what is true and its text", BOOL, true, "true", false],
  ["nothing, said in two ways", STRING, null, undefined, true],
  ["nothing and no text", STRING, null, "", false],
  ["what is not known", STRING, UNKNOWN, UNKNOWN, true],
  ["what is not known and nothing", STRING, UNKNOWN, null, false],
  ["a list", listOf(STRING), ["a", "b"], ["a", "b"], true],
  ["a list in another order", listOf(STRING), ["a", "b"], ["b", "a"], false],
  ["a longer list", listOf(STRING), ["a"], ["a", "b"], false],
  ["nothing and no elements", listOf(STRING), null, [], false],
  ["a set in another order", setOf(STRING), ["a", "b"], ["b", "a"], true],
  ["another set", setOf(STRING), ["a", "b"], ["a", "c"], false],
  ["a smaller set", setOf(STRING), ["a", "b"], ["a"], false],
  ["a map in another order", mapOf(STRING), { a: "1", b: "2" }, { b: "2", a: "1" }, true],
  ["a map with another key", mapOf(STRING), { a: "1" }, { b: "1" }, false],
  ["a map whose value is nothing, and one without it", mapOf(STRING), { a: null }, {}, false],
  ["a map with a name of Object's", mapOf(STRING), { a: "1" }, { toString: "1" }, false],
  ["objects", PAIR, { name: "a", ports: [1, 2] }, { name: "a", ports: [2, 1] }, true],
  ["objects of which one names nothing", PAIR, { name: "a", ports: null }, { name: "a" }, true],
  ["objects that differ inside", PAIR, { name: "a", ports: [1] }, { name: "a", ports: [2] }, false],
  ["sets of objects with sets", setOf(PAIR), [{ ports: [1, 2] }, {}], [{}, { ports: [2, 1] }], true],
])("%s", (_, type, a, b, same) => {
  expect([samePlain(a, b, type), samePlain(b, a, type), canonical(a, type) === canonical(b, type)]).toEqual([
    same,
    same,
    same,
  ]);
});
