import { expect, test } from "vitest";
import { normalizedJson, versionFirst } from "./json.ts";
import { policyFound, samePolicy } from "./policy.ts";

const policy = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const READ = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

test.each([
  ["one text and a list of one", policy(READ), policy({ ...READ, Action: ["s3:GetObject"] }), true],
  ["order", policy({ ...READ, Action: ["a:b", "c:d"] }), policy({ ...READ, Action: ["c:d", "a:b"] }), true],
  ["an empty Sid", policy(READ), policy({ ...READ, Sid: "" }), true],
  [
    "an account and its root",
    policy({ ...READ, Principal: { AWS: "123456789012" } }),
    policy({ ...READ, Principal: { AWS: "arn:aws:iam::123456789012:root" } }),
    true,
  ],
  ["one statement outside a list", policy(READ), JSON.stringify({ Version: "2012-10-17", Statement: READ }), true],
  ["another action", policy(READ), policy({ ...READ, Action: "s3:PutObject" }), false],
  ["another version", policy(READ), JSON.stringify({ Version: "2008-10-17", Statement: [READ] }), false],
])("%s", (_, a, b, same) => {
  expect(samePolicy(a, b)).toBe(same);
});

test("a found policy keeps the words of the prior state where it means the same", () => {
  const prior = policy({ ...READ, Action: ["s3:GetObject"] });
  expect(policyFound(prior, policy(READ))).toBe(prior);
  expect(policyFound(null, '{"Version":"2012-10-17","Statement":[]}')).toBe('{"Statement":[],"Version":"2012-10-17"}');
});

// Source: what hashicorp/aws 5.100.0 plans for aws_iam_role.assume_role_policy and aws_iam_role_policy.policy.
test("forms in which documents are kept", () => {
  const written = '{"Version":"2012-10-17","Foo":1,"Statement":{"Effect":"Allow","Action":"s3:<>&é"}}';
  expect(normalizedJson(written)).toBe(
    '{"Foo":1,"Statement":{"Action":"s3:\\u003c\\u003e\\u0026é","Effect":"Allow"},"Version":"2012-10-17"}',
  );
  expect(versionFirst(written)).toBe(
    '{"Version":"2012-10-17","Foo":1,"Statement":{"Action":"s3:\\u003c\\u003e\\u0026é","Effect":"Allow"}}',
  );
});
