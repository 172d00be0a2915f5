import { expect, test } from "vitest";
import { readOnlyAdvice } from "./read-only-name.ts";

const advice = (name: string, ...actions: string[]) =>
  readOnlyAdvice({
    name,
    name_prefix: null,
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] }),
  }).map(({ detail }) => /allows (.*)\. Neither/.exec(detail)?.[1]);

test.each([
  ["s3-read-only", ["s3:*"], ["s3:*"]],
  ["S3ReadOnly", ["s3:Get*", "s3:PutObject", "s3:Delete*"], ["s3:PutObject, s3:Delete*"]],
  ["logs_viewer", ["*"], ["*"]],
  ["s3-read-only", ["s3:Get*", "s3:ListBucket", "dynamodb:Query"], []],
  ["s3-access", ["s3:*"], []],
])("%s with %j", (name, actions, told) => {
  expect(advice(name, ...actions)).toEqual(told);
});

test("what is denied, or no JSON, is no reason for a word", () => {
  const policy = JSON.stringify({ Statement: { Effect: "Deny", Action: "s3:*", Resource: "*" } });
  expect(readOnlyAdvice({ name: null, name_prefix: "read-only-", policy })).toEqual([]);
  expect(readOnlyAdvice({ name: "read-only", name_prefix: null, policy: "{" })).toEqual([]);
});
