/** Sentences of expressions. Sources: error reports of the service's users, and AWS's documentation of the grammars. */
import { describe, expect, test } from "vitest";
import type { Item } from "../attribute/value.ts";
import { applyUpdate } from "./apply-update.ts";
import { meets } from "./evaluate-condition.ts";
import { readCondition, readProjection, readUpdate } from "./expressions.ts";
import { Placeholders } from "./placeholders.ts";
import { projectItem } from "./project.ts";

const names = { "#a": "a", "#b": "b" };
const values = {
  ":s": { S: "text" },
  ":n": { N: "1" },
  ":two": { N: "2" },
  ":l": { L: [{ N: "9" }] },
  ":ss": { SS: ["x"] },
  ":ns": { NS: ["1"] },
  ":bool": { BOOL: true },
};
const placeholders = (): Placeholders =>
  new Placeholders({ ExpressionAttributeNames: names, ExpressionAttributeValues: values });

describe("conditions that are refused", () => {
  test.each([
    ["", "The expression can not be empty;"],
    ["a", 'Syntax error; token: "<EOF>", near: "a"'],
    ["a = ", 'Syntax error; token: "<EOF>", near: "="'],
    ["a = :s b", 'Syntax error; token: "b", near: ":s b"'],
    ["a == :s", 'Syntax error; token: "=", near: "== :s"'],
    ["a-b = :s", 'Syntax error; token: "-", near: "a-b"'],
    ["a = :s AND", 'Syntax error; token: "<EOF>", near: "AND"'],
    ["a IN ()", 'Syntax error; token: ")", near: "()"'],
    ["#a = # ", 'Syntax error; token: "#", near: "= #"'],
    ["((a = :s))", "The expression has redundant parentheses;"],
    ["foo(a)", "Invalid function name; function: foo"],
    [
      `a IN (${Array(101).fill(":s").join()})`,
      "The IN operator is provided with too many operands; number of operands: 101",
    ],
    [Array(301).fill("a<b").join(" OR "), "The expression contains too many operators; operator count: 301"],
    [`a${".b".repeat(32)} = :s`, "The document path has too many nesting levels; nesting levels: 33"],
    ["a[2147483648] = :s", "List index is not within the allowable range; index: [2147483648]"],
    ["status = :s", "Attribute name is a reserved keyword; reserved keyword: status"],
    ["size(a)", "The function is not allowed to be used this way in an expression; function: size"],
    ["contains(a, :s) = :s", "The function is not allowed to be used this way in an expression; function: contains"],
    ["#c = :s", "An expression attribute name used in the document path is not defined; attribute name: #c"],
    ["a = :x", "An expression attribute value used in expression is not defined; attribute value: :x"],
    [
      "begins_with(a)",
      "Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1",
    ],
    [
      "begins_with(a, :n)",
      "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
    ],
    ["attribute_exists(:s)", "Operator or function requires a document path; operator or function: attribute_exists"],
    [
      "attribute_type(a, :s)",
      "Invalid attribute type name found; type: text, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
    ],
    [
      "a = a",
      "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]",
    ],
    [
      "a BETWEEN :two AND :n",
      "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}",
    ],
    [
      "a BETWEEN :s AND :n",
      "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:text}, upper bound operand: AttributeValue: {N:1}",
    ],
  ])("%s", (text, message) => {
    expect(() => readCondition("ConditionExpression", text, placeholders())).toThrow(
      `Invalid ConditionExpression: ${message}`,
    );
  });
});

const item: Item = {
  a: { S: "text and more" },
  b: { N: "5" },
  list: { L: [{ N: "1" }, { S: "x" }, { M: { deep: { BOOL: true } } }] },
  set: { SS: ["x", "y"] },
  bin: { B: Buffer.from("hello").toString("base64") },
};

test.each([
  ["begins_with(a, :s)", true],
  ["NOT begins_with(a, :s)", false],
  ["contains(#set, :x) AND contains(a, :s)", true],
  ["b BETWEEN :n AND :ten", true],
  ["b IN (:n, :five)", true],
  ["#list[2].deep = :true", true],
  ["#list[9] = :true", false],
  ["attribute_type(#list, :L)", true],
  ["size(#set) = :two", true],
  ["size(a) > :ten", true],
  ["absent <> :n", true],
  ["absent = :n", false],
  ["absent < :n", false],
  ["attribute_not_exists(absent) OR b = :n", true],
  ["a < :n", false],
  ["#inherited = :n", false],
  ["b = :five AND (a = :n OR b > :n) AND NOT attribute_exists(c)", true],
])("%s is %s", (text, expected) => {
  const given = new Placeholders({
    ExpressionAttributeNames: { "#list": "list", "#set": "set", "#inherited": "constructor" },
    ExpressionAttributeValues: {
      ":s": { S: "text" },
      ":x": { S: "x" },
      ":n": { N: "1" },
      ":two": { N: "2" },
      ":five": { N: "5.0" },
      ":ten": { N: "10" },
      ":true": { BOOL: true },
      ":L": { S: "L" },
    },
  });
  expect(meets(item, readCondition("FilterExpression", text, given)!)).toBe(expected);
});

describe("updates that are refused", () => {
  test.each([
    ["INVALID SYNTAX HERE", 'Syntax error; token: "INVALID", near: "INVALID SYNTAX"'],
    ["ADD hits : incr", 'Syntax error; token: ":", near: "hits : incr"'],
    ["SET a = :s SET b = :s", 'The "SET" section can only be used once in an update expression;'],
    ["SET a = :s, b", 'Syntax error; token: "<EOF>", near: "b"'],
    ["SET a = foo(b)", "Invalid function name; function: foo"],
    [
      "SET a = :s, a.b = :s",
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]",
    ],
    [
      "SET a[1] = :s, a.b = :s",
      "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [1]], path two: [a, b]",
    ],
    ["ADD a :s", "Incorrect operand type for operator or function; operator: ADD, operand type: STRING"],
    ["DELETE a :n", "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER"],
    ["SET a = :s + :n", "Incorrect operand type for operator or function; operator or function: +, operand type: S"],
    [
      "SET a = list_append(b, :s)",
      "Incorrect operand type for operator or function; operator or function: list_append, operand type: S",
    ],
    [
      "SET a = if_not_exists(:s, :n)",
      "Operator or function requires a document path; operator or function: if_not_exists",
    ],
    ["REMOVE status", "Attribute name is a reserved keyword; reserved keyword: status"],
  ])("%s", (text, message) => {
    expect(() => readUpdate(text, placeholders())).toThrow(`Invalid UpdateExpression: ${message}`);
  });
});

test.each<[string, Item]>([
  ["SET b = b + :two", { b: { N: "7" } }],
  ["SET b = a, a = b", { a: { N: "5" }, b: { S: "text and more" } }],
  ["SET c = if_not_exists(c, :n) + :two", { c: { N: "3" } }],
  [
    "SET #list[1] = :s, #list[70] = :n",
    { list: { L: [{ N: "1" }, { S: "text" }, { M: { deep: { BOOL: true } } }, { N: "1" }] } },
  ],
  [
    "SET #list = list_append(:l, #list)",
    { list: { L: [{ N: "9" }, { N: "1" }, { S: "x" }, { M: { deep: { BOOL: true } } }] } },
  ],
  [
    "SET #list[20] = :s, #list[10] = :n",
    { list: { L: [{ N: "1" }, { S: "x" }, { M: { deep: { BOOL: true } } }, { N: "1" }, { S: "text" }] } },
  ],
  ["REMOVE #list[0], #set, #list[1]", { list: { L: [{ M: { deep: { BOOL: true } } }] }, set: undefined as never }],
  ["REMOVE #list[0], #list[2].deep", { list: { L: [{ S: "x" }, { M: {} }] } }],
  ["REMOVE #list[0], #list[1]", { list: { L: [{ M: { deep: { BOOL: true } } }] } }],
  ["ADD b :two, #set :ss2", { b: { N: "7" }, set: { SS: ["x", "y", "z"] } }],
  ["ADD fresh :ns", { fresh: { NS: ["1"] } }],
  ["DELETE #set :ss2", { set: { SS: ["y"] } }],
])("%s", (text, changed) => {
  const given = new Placeholders({
    ExpressionAttributeNames: { "#list": "list", "#set": "set" },
    ExpressionAttributeValues: { ...values, ":ss2": { SS: ["x", "z"] } },
  });
  const updated = applyUpdate(item, readUpdate(text, given)!);
  expect({ ...updated }).toEqual({ ...item, ...changed });
});

test("a set whose last member is deleted is removed; what an update starts from is left alone", () => {
  const before = structuredClone(item);
  const given = new Placeholders({
    ExpressionAttributeValues: { ":all": { SS: ["y", "x"] } },
    ExpressionAttributeNames: { "#s": "set" },
  });
  expect(Object.keys(applyUpdate(item, readUpdate("DELETE #s :all", given)!))).not.toContain("set");
  expect(item).toEqual(before);
});

test.each([
  ["SET c = absent", "The provided expression refers to an attribute that does not exist in the item"],
  ["SET a.b = :n", "The document path provided in the update expression is invalid for update"],
  ["SET absent.b = :n", "The document path provided in the update expression is invalid for update"],
  ["SET c = a + :n", "An operand in the update expression has an incorrect data type"],
  ["ADD a :n", "An operand in the update expression has an incorrect data type"],
  ["DELETE absent.b :ss", "The document path provided in the update expression is invalid for update"],
])("%s does not fit the item", (text, message) => {
  expect(() => applyUpdate(item, readUpdate(text, placeholders())!)).toThrow(message);
});

test("projections keep the shape of what they pick", () => {
  const given = new Placeholders({ ExpressionAttributeNames: { "#list": "list" } });
  const paths = readProjection("#list[2].deep, #list[0], b, absent.x", given)!;
  expect({ ...projectItem(item, paths) }).toEqual({
    list: { L: [{ N: "1" }, { M: { deep: { BOOL: true } } }] },
    b: { N: "5" },
  });
});

test("names and values that no expression uses are refused", () => {
  const given = placeholders();
  readCondition("ConditionExpression", "#a = :s", given);
  expect(() => given.checkAllUsed()).toThrow(
    "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}",
  );
});
