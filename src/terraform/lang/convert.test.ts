import { describe, expect, test } from "vitest";
import { ConversionError, convert } from "./convert.ts";
import { impliedValue, parseJson, toJson, typeFromJson, typeToJson, writeJson } from "./json.ts";
import { setValue } from "./set.ts";
import { DYNAMIC, STRING } from "./type.ts";
import { unifiedType } from "./unify.ts";
import { stringValue } from "./value.ts";

const value = (json: string) => impliedValue(parseJson(json));
const type = (json: string) => typeFromJson(parseJson(json));

// Results and words as terraform 1.11.4 gives them for variables of these types.
describe("conversion", () => {
  test.each([
    ["5", '"string"', '"5"'],
    ['"5"', '"number"', "5"],
    ['"true"', '"bool"', "true"],
    ["true", '"string"', '"true"'],
    ['["b","a","b"]', '["set","string"]', '["a","b"]'],
    ["[1,null]", '["list","string"]', '["1",null]'],
    ['{"b":1,"a":"x"}', '["map","dynamic"]', '{"a":"x","b":"1"}'],
    ['{"a":1,"z":2}', '["object",{"a":"string","b":"number"},["b"]]', '{"a":"1","b":null}'],
    ['[{"a":1},{"a":"x"}]', '["list","dynamic"]', '[{"a":"1"},{"a":"x"}]'],
  ])("%s as %s is %s", (from, to, result) => {
    const converted = convert(value(from), type(to));
    expect(writeJson(toJson(converted))).toBe(result);
  });

  test.each([
    ['"x"', '"number"', "a number is required"],
    ['"True"', '"bool"', 'a bool is required; to convert from string, use lowercase "true"'],
    ["[]", '"string"', "string required"],
    ['{"a":1}', '["list","string"]', "list of string required"],
    ["{}", '["object",{"a":"string","b":"string"}]', 'attributes "a" and "b" are required'],
    ['{"a":[]}', '["object",{"a":"string"}]', 'attribute "a": string required'],
    ["[[]]", '["list","string"]', "element 0: string required"],
    ['[1,"x"]', '["list","number"]', "[1]: a number is required"],
    ["[1,[]]", '["list","dynamic"]', "all list elements must have the same type"],
  ])("%s as %s fails: %s", (from, to, message) => {
    const attempt = () => convert(value(from), type(to));
    expect(attempt).toThrow(ConversionError);
    try {
      attempt();
    } catch (error) {
      expect((error as ConversionError).withPath).toBe(message);
    }
  });
});

describe("unification", () => {
  test.each([
    [['"string"', '"number"'], '"string"'],
    [['["object",{"a":"number"}]', '["object",{"b":"number"}]'], '["map","number"]'],
    [['["tuple",["number","number"]]', '["tuple",["number"]]'], '["list","number"]'],
    [['["map","string"]', '["object",{"a":"number"}]'], '["map","string"]'],
  ])("%j unify to %s", (types, result) => {
    const found = unifiedType(types.map(type));
    expect(found && writeJson(typeToJson(found))).toBe(result);
  });
  test("bool and number do not", () => expect(unifiedType([type('"bool"'), type('"number"')])).toBeUndefined());
});

test("sets drop repetitions and order strings by bytes", () => {
  const set = setValue(STRING, ["b", "é", "a", "Z", "b"].map(stringValue));
  expect(set.elements.map((e) => e.string)).toEqual(["Z", "a", "b", "é"]);
});

test("numbers pass through JSON exactly", () => {
  const text = '{"big":12345678901234567890123,"small":0.1}';
  expect(writeJson(parseJson(text))).toBe(text);
  expect(writeJson(toJson(value("1.50"), DYNAMIC))).toBe('{"value":1.5,"type":"number"}');
});

// Source: jsondecode of terraform 1.11.4.
test.each([
  ["{", "EOF"],
  ["{a:1}", "invalid character 'a'"],
  ["1 2", "extraneous data after JSON object"],
  ["'a'", "invalid character '\\'' looking for beginning of value"],
])("parsing %s fails: %s", (text, message) => expect(() => parseJson(text)).toThrow(message));
