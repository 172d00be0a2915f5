import { expect, test } from "vitest";
import { AwsDataSource } from "../framework/data-source-type.ts";
import { AwsInstance } from "../framework/instance.ts";
import { type PlainObject, toPlain, toValue } from "../framework/plain.ts";
import type { TypeTable } from "../framework/table.ts";
import { emptyBlock } from "../framework/view.ts";
import iam from "../schema/iam.generated.json" with { type: "json" };
import { awsIamPolicyDocument } from "./policy-document.ts";

const source = new AwsDataSource(
  "aws_iam_policy_document",
  iam.dataSources.aws_iam_policy_document as unknown as TypeTable,
  async () => awsIamPolicyDocument as never,
);
const instance = new AwsInstance({
  cloud: () => Promise.reject(new Error("A policy document needs no cloud")),
  directory: "/",
  environment: {},
  signal: new AbortController().signal,
});

async function read(config: PlainObject) {
  const { block } = source.shape;
  const statement = block.blocks.get("statement");
  const statements = ((config["statement"] ?? []) as PlainObject[]).map((one) => ({
    ...emptyBlock(statement?.block ?? block),
    ...one,
  }));
  const value = toValue({ ...emptyBlock(block), ...config, statement: statements }, block.type);
  const { state, diagnostics } = await source.read(value, instance);
  return { state: toPlain(state) as PlainObject, errors: diagnostics.map((one) => one.summary) };
}

// Source: ReadDataSource of hashicorp/aws 5.100.0 with the same configurations.
test("one value is a text, several are a list in descending order, members come in a fixed order", async () => {
  const { state } = await read({
    policy_id: "pid",
    statement: [
      {
        sid: "A",
        effect: "Deny",
        not_actions: ["z", "b", "c"],
        not_resources: ["x&{aws:username}<"],
        principals: [
          { type: "AWS", identifiers: ["2", "1", "3"] },
          { type: "Service", identifiers: ["lambda.amazonaws.com"] },
        ],
        condition: [{ test: "StringLike", variable: "s3:prefix", values: ["b", "a", "c"] }],
      },
    ],
  });
  expect(state["minified_json"]).toBe(
    '{"Version":"2012-10-17","Id":"pid","Statement":[{"Sid":"A","Effect":"Deny","NotAction":["z","c","b"],' +
      '"NotResource":"x${aws:username}\\u003c","Principal":{"AWS":["3","2","1"],"Service":"lambda.amazonaws.com"},' +
      '"Condition":{"StringLike":{"s3:prefix":["b","a","c"]}}}]}',
  );
});

test("two blanks of indentation, Allow by default, and everybody is a star", async () => {
  const { state } = await read({
    statement: [{ actions: ["a"], resources: ["*"], principals: [{ type: "*", identifiers: ["*"] }] }],
  });
  expect(state["json"]).toBe(
    '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Effect": "Allow",\n      "Action": "a",\n' +
      '      "Resource": "*",\n      "Principal": "*"\n    }\n  ]\n}',
  );
});

test("overrides replace statements of the same Sid", async () => {
  const { state } = await read({
    source_policy_documents: ['{"Statement":[{"Sid":"S1","Effect":"Allow","Action":"x"}]}'],
    statement: [{ sid: "S1", actions: ["y"] }],
    override_policy_documents: ['{"Statement":[{"Effect":"Deny","Action":"z","Sid":"S1"}]}'],
  });
  expect(state["minified_json"]).toBe(
    '{"Version":"2012-10-17","Statement":[{"Sid":"S1","Effect":"Deny","Action":"z"}]}',
  );
});

test.each([
  [
    { statement: [{ sid: "A" }, { sid: "A" }] },
    "writing IAM Policy Document: duplicate Sid (A). Remove the Sid or ensure the Sid is unique.",
  ],
  [
    { version: "2008-10-17", statement: [{ resources: ["&{x}"] }] },
    "reading resources: found &{ sequence in (&{x}), which is not supported in document version 2008-10-17",
  ],
])("refused: %j", async (config, sentence) => {
  expect((await read(config as never)).errors).toEqual([sentence]);
});
