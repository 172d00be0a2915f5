import { expect, test } from "vitest";
import { validate } from "./validate.ts";

const pet = {
  type: "object",
  required: ["name"],
  properties: { name: { type: "string", minLength: 2, pattern: "^[a-z]+$" }, age: { type: "integer", minimum: 0 } },
  additionalProperties: false,
};
const find = (url: string) => (url.endsWith("/models/Pet") ? pet : undefined);

// Source: JSON schema draft 4; sentences of the Java validator AWS uses.
test.each<[string, unknown, object, string[]]>([
  ["valid", { name: "rex", age: 3 }, pet, []],
  ["required", {}, pet, ['object has missing required properties (["name"])']],
  [
    "type",
    { name: 5 },
    pet,
    ['instance type (integer) does not match any allowed primitive type (allowed: ["string"])'],
  ],
  [
    "additional properties",
    { name: "rex", x: 1 },
    pet,
    ['object instance has properties which are not allowed by the schema: ["x"]'],
  ],
  ["length", { name: "r" }, pet, ['string "r" is too short (length: 1, required minimum: 2)']],
  ["pattern", { name: "Rex" }, pet, ['ECMA 262 regex "^[a-z]+$" does not match input string "Rex"']],
  [
    "minimum",
    { name: "rex", age: -1 },
    pet,
    ["numeric instance is lower than the required minimum (minimum: 0, found: -1)"],
  ],
  ["enum", "c", { enum: ["a", "b"] }, ['instance value ("c") not found in enum (possible values: ["a","b"])']],
  ["an integer is a number", 3, { type: "number" }, []],
  [
    "items of a model elsewhere",
    [{ name: "rex" }, {}],
    { type: "array", items: { $ref: "https://x/models/Pet" } },
    ['object has missing required properties (["name"])'],
  ],
  [
    "definitions",
    { a: 1 },
    { properties: { a: { $ref: "#/definitions/t" } }, definitions: { t: { type: "string" } } },
    ['instance type (integer) does not match any allowed primitive type (allowed: ["string"])'],
  ],
  [
    "oneOf",
    1,
    { oneOf: [{ type: "integer" }, { type: "number" }] },
    ["instance failed to match exactly one schema (matched 2 out of 2)"],
  ],
  ["anyOf", "x", { anyOf: [{ type: "integer" }, { type: "string" }] }, []],
  ["not", "x", { not: { type: "string" } }, ["instance matched a schema which it should not have"]],
  ["a circle ends", { next: { next: {} } }, { properties: { next: { $ref: "#" } } }, []],
])("%s", (_, value, schema, expected) => {
  expect(validate(value, schema as never, find)).toEqual(expected);
});
