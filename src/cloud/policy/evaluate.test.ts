/** The outcomes of the published evaluation logic: explicit deny, implicit deny, boundaries, sessions, resource policies. */
import { expect, test } from "vitest";
import { evaluate, type PolicySet, type PolicySource } from "./evaluate.ts";

const ACCOUNT = "111122223333";
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/app/one`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;

function source(...statements: readonly object[]): PolicySource {
  return { id: "p", type: "IAM Policy", document: JSON.stringify({ Version: "2012-10-17", Statement: statements }) };
}

function outcome(policies: Partial<PolicySet>, context: Readonly<Record<string, string[]>> = {}): string {
  return evaluate(
    {
      action: "s3:GetObject",
      resource: "arn:aws:s3:::bucket/key",
      caller: { arn: SESSION, account: ACCOUNT, roleArn: ROLE },
      context: new Map(Object.entries(context).map(([key, values]) => [key.toLowerCase(), values])),
    },
    { identity: [], ...policies },
  ).outcome;
}

const allow = { Effect: "Allow", Action: "s3:Get*", Resource: "*" };
const deny = { Effect: "Deny", Action: "*", Resource: "arn:aws:s3:::bucket/*" };
const forAll = { ...allow, Principal: "*" };

test.each<[string, Partial<PolicySet>, string]>([
  ["nothing allows", {}, "implicitDeny"],
  ["an identity policy allows", { identity: [source(allow)] }, "allowed"],
  ["actions match in any letter case", { identity: [source({ ...allow, Action: "S3:getobject" })] }, "allowed"],
  [
    "resources match in their own",
    { identity: [source({ ...allow, Resource: "arn:aws:s3:::Bucket/*" })] },
    "implicitDeny",
  ],
  [
    "NotAction leaves out",
    { identity: [source({ Effect: "Allow", NotAction: "s3:*", Resource: "*" })] },
    "implicitDeny",
  ],
  [
    "NotResource leaves out",
    { identity: [source({ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::bucket/*" })] },
    "implicitDeny",
  ],
  ["a deny wins over every allow", { identity: [source(allow, deny)] }, "explicitDeny"],
  [
    "a boundary that is silent keeps out",
    { identity: [source(allow)], boundary: source({ ...allow, Action: "ec2:*" }) },
    "implicitDeny",
  ],
  ["a boundary alone allows nothing", { boundary: source(allow) }, "implicitDeny"],
  ["a boundary that agrees lets through", { identity: [source(allow)], boundary: source(allow) }, "allowed"],
  [
    "a session policy narrows",
    { identity: [source(allow)], session: [source({ ...allow, Action: "ec2:*" })] },
    "implicitDeny",
  ],
  ["a resource policy for everybody grants", { resource: source(forAll) }, "allowed"],
  [
    "one for the account only delegates",
    { resource: source({ ...forAll, Principal: { AWS: ACCOUNT } }) },
    "implicitDeny",
  ],
  [
    "one for the role is bound by the boundary",
    { resource: source({ ...forAll, Principal: { AWS: ROLE } }), boundary: source(deny) },
    "explicitDeny",
  ],
  [
    "one for the session is not bound by a silent boundary",
    { resource: source({ ...forAll, Principal: { AWS: SESSION } }), boundary: source({ ...allow, Action: "ec2:*" }) },
    "allowed",
  ],
  [
    "a foreign account's resource needs both sides",
    { identity: [source(allow)], resourceAccount: "444455556666" },
    "implicitDeny",
  ],
  [
    "and gets in with both",
    { identity: [source(allow)], resource: source(forAll), resourceAccount: "444455556666" },
    "allowed",
  ],
  ["NotPrincipal leaves out", { resource: source({ ...allow, NotPrincipal: { AWS: ROLE } }) }, "implicitDeny"],
])("%s", (_, policies, expected) => {
  expect(outcome(policies)).toBe(expected);
});

test.each<[string, object, Readonly<Record<string, string[]>>, boolean]>([
  ["StringEquals", { StringEquals: { "aws:x": "a" } }, { "aws:X": ["a"] }, true],
  ["a missing key fails a positive operator", { StringEquals: { "aws:x": "a" } }, {}, false],
  ["a missing key passes a negated one", { StringNotEquals: { "aws:x": "a" } }, {}, true],
  ["IfExists passes a missing key", { StringEqualsIfExists: { "aws:x": "a" } }, {}, true],
  ["several values are alternatives", { StringLike: { "aws:x": ["b*", "a?"] } }, { "aws:x": ["ab"] }, true],
  ["under negation none may match", { StringNotLike: { "aws:x": ["b*", "a*"] } }, { "aws:x": ["ab"] }, false],
  ["Null asks for absence", { Null: { "aws:x": "true" } }, {}, true],
  ["Bool", { Bool: { "aws:x": "true" } }, { "aws:x": ["True"] }, true],
  ["NumericLessThan", { NumericLessThan: { "aws:x": "10" } }, { "aws:x": ["9"] }, true],
  [
    "DateGreaterThan",
    { DateGreaterThan: { "aws:x": "2020-01-01T00:00:00Z" } },
    { "aws:x": ["2021-01-01T00:00:00Z"] },
    true,
  ],
  ["IpAddress", { IpAddress: { "aws:x": "10.0.0.0/8" } }, { "aws:x": ["10.1.2.3"] }, true],
  ["IpAddress, version 6", { IpAddress: { "aws:x": "2001:db8::/32" } }, { "aws:x": ["2001:db8:1::1"] }, true],
  ["NotIpAddress", { NotIpAddress: { "aws:x": "10.0.0.0/8" } }, { "aws:x": ["10.1.2.3"] }, false],
  ["ArnLike matches part by part", { ArnLike: { "aws:x": "arn:aws:s3:*:*:b" } }, { "aws:x": ["arn:aws:s3:::b"] }, true],
  [
    "ArnLike does not reach over a colon",
    { ArnLike: { "aws:x": "arn:aws:*:b" } },
    { "aws:x": ["arn:aws:s3:::b"] },
    false,
  ],
  ["ForAnyValue", { "ForAnyValue:StringEquals": { "aws:x": ["a"] } }, { "aws:x": ["b", "a"] }, true],
  ["ForAllValues", { "ForAllValues:StringEquals": { "aws:x": ["a"] } }, { "aws:x": ["b", "a"] }, false],
  ["ForAllValues of nothing", { "ForAllValues:StringEquals": { "aws:x": ["a"] } }, {}, true],
  ["a variable", { StringEquals: { "aws:x": "${aws:username}" } }, { "aws:x": ["eve"], "aws:username": ["eve"] }, true],
  ["a variable's default", { StringEquals: { "aws:x": "${aws:username, 'eve'}" } }, { "aws:x": ["eve"] }, true],
  ["an unknown operator never holds", { StringAlike: { "aws:x": "a" } }, { "aws:x": ["a"] }, false],
])("condition: %s", (_, Condition, context, holds) => {
  const expected = holds ? "allowed" : "implicitDeny";
  expect(outcome({ identity: [source({ ...allow, Condition })] }, context)).toBe(expected);
});

// Source: IAM's guide, "Version": without 2012-10-17, variables are plain texts.
test("variables are texts in the older version of the language", () => {
  const Condition = { StringEquals: { "aws:x": "${aws:username}" } };
  const document = JSON.stringify({ Version: "2008-10-17", Statement: [{ ...allow, Condition }] });
  const identity = [{ id: "p", type: "IAM Policy", document }];
  expect(outcome({ identity }, { "aws:x": ["eve"], "aws:username": ["eve"] })).toBe("implicitDeny");
  expect(outcome({ identity }, { "aws:x": ["${aws:username}"] })).toBe("allowed");
});
