import { expect, test } from "vitest";
import { EventBatch, encodeBatch } from "./event-batch.ts";
import { isFlat } from "./flat-json.ts";

const parsed = (message: string, name: string): unknown => {
  try {
    return (JSON.parse(message) as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
};

// What is read by names must be what parsing gives, whatever stands before, behind and around it.
const messages = [
  '{"a":1,"b":"x"}',
  '{ "b" : "a" , "a" : -2.5e3 }',
  '{"aa":5,"b":"a:","c":true}',
  "plain a: 5",
  '{"a":"1","a":"2"}',
  '{"é":"ü","a":"naïve"}',
  '{"a":"naïve","b":null}',
  '{"b":"x"}',
  '{"a":false}',
  '{"a":12345678901234567890}',
  "{}",
  "[1, 2]",
];

test.each(["a", "b", "c", "é", "aa", 'a":"b', ":", ""])("members called %s", (name) => {
  const batch = new EventBatch(
    encodeBatch({ ingestedAt: 0, timestamps: messages.map((_, i) => i), messages }),
    "stream",
    0,
  );
  expect(batch.flat).toBe(true);
  const expected = messages.map((message) => parsed(message, name));
  expect(messages.map((_, i) => batch.member(name, i))).toEqual(expected);
  // In any order.
  expect(messages.map((_, i) => batch.member(name, messages.length - 1 - i)).reverse()).toEqual(expected);
});

test.each([
  ['{"a":{"b":1}}', false],
  ['{"a":[1]}', false],
  ['{"a":"\\n"}', false],
  ['{"a":1} "', false],
  ['{"a":1 "b":2}', false],
  ['{"a":01}', false],
  ['{"a":1,}', false],
  ['say "a": 1', false],
  ['{"a":1}', true],
  ["no quotes {at all}", true],
])("%s is flat: %s", (message, expected) => {
  expect(isFlat(message)).toBe(expected);
});
