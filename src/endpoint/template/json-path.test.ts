import { expect, test } from "vitest";
import { readJsonPath } from "./json-path.ts";

const root = {
  pets: [
    { name: "rex", age: 3 },
    { name: "tom", age: 9 },
  ],
  "a b": { "x.y": 1 },
  none: null,
};

// Source: the examples of JsonPath's own documentation, with other data.
test.each([
  ["$", root],
  ["$.pets[0].name", "rex"],
  ["pets[1].age", 9],
  ["$['a b'][\"x.y\"]", 1],
  ["$.none", null],
  ["$.missing.deep", undefined],
  ["$.pets[*].name", ["rex", "tom"]],
  ["$..age", [3, 9]],
  ["$.pets[-1].name", "tom"],
  ["$.pets[0:1].name", ["rex"]],
  ["$.pets[0,1].age", [3, 9]],
  ["$.pets[?(@.age > 5)].name", ["tom"]],
  ["$.pets[?(@.age > 5 || @.name == 'rex')].age", [3, 9]],
  ["$.pets[?(@.name =~ /T.*/i)].age", [9]],
  ["$.pets.*.name", ["rex", "tom"]],
  ["$.pets[?(@.wings)]", []],
  ["$.pets[", undefined],
])("%s", (path, expected) => {
  expect(readJsonPath(root, path)).toEqual(expected);
});
