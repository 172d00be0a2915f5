import { expect, test } from "vitest";
import { formatArn, parseArn, regionalArn } from "./arn.ts";

test.each([
  ["arn:aws:iam::123456789012:role/path/name", "iam", "", "123456789012", "role/path/name"],
  ["arn:aws:lambda:eu-west-1:123456789012:function:f:1", "lambda", "eu-west-1", "123456789012", "function:f:1"],
  ["arn:aws:s3:::bucket/key", "s3", "", "", "bucket/key"],
])("%s is read and written back", (text, service, region, account, resource) => {
  const arn = parseArn(text)!;
  expect(arn).toEqual({ partition: "aws", service, region, account, resource });
  expect(formatArn(arn)).toBe(text);
});

test.each(["", "arn:aws:s3", "arn:aws:iam::1:", "name", "arn::iam::1:role/x"])("%j is no ARN", (text) => {
  expect(parseArn(text)).toBeUndefined();
});

test("a regional ARN takes its region's partition", () => {
  expect(regionalArn("dynamodb", { account: "1", region: "cn-north-1" }, "table/t")).toBe(
    "arn:aws-cn:dynamodb:cn-north-1:1:table/t",
  );
});
