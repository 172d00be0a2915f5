// Source: hashicorp/aws 5.100 asked through the plugin protocol.
import { expect, test } from "vitest";
import { stringValue } from "../../../terraform/lang/value.ts";
import type { ProviderFunction, ProviderHost } from "../../../terraform/provider.ts";
import { toPlain } from "../framework/plain.ts";
import { arnBuild, arnParse, trimIamRolePath } from "./functions.ts";

const call = async (one: ProviderFunction, ...texts: string[]) => {
  const answer = await one.call(texts.map(stringValue), {} as ProviderHost);
  return "result" in answer ? toPlain(answer.result) : answer;
};

test("arn_parse tells the parts", async () => {
  expect(await call(arnParse, "arn:bad:s3:::b:c")).toEqual({
    account_id: "",
    partition: "bad",
    region: "",
    resource: "b:c",
    service: "s3",
  });
});

test("arn_build joins the parts", async () => {
  expect(await call(arnBuild, "aws", "iam", "", "444455556666", "role/x")).toBe("arn:aws:iam::444455556666:role/x");
});

test("trim_iam_role_path leaves the name", async () => {
  expect(await call(trimIamRolePath, "arn:aws:iam::444455556666:role/with/path/x")).toBe(
    "arn:aws:iam::444455556666:role/x",
  );
});

test.each([
  [arnParse, "foo", "arn: invalid prefix"],
  [arnParse, "arn:x", "arn: not enough sections"],
  [trimIamRolePath, "arn:aws:iam::444455556666:user/a/b", 'resource must begin with "role/"'],
  [trimIamRolePath, "arn:aws:lambda::444455556666:role/x", 'service must be "iam"'],
  [trimIamRolePath, "arn:aws:iam:us-east-1:444455556666:role/x", "region must be empty"],
])("$0.summary refuses %s", async (one, arn, error) => {
  expect(await call(one, arn)).toEqual({ error });
});
