/**
 * Modules of today (terraform-aws-modules since mid-2025) ask for release 6 of the aws provider and give every resource
 * a `region`. Source of the behaviour: the provider's guide "Enhanced Region Support".
 */
import { expect, test } from "vitest";
import { apply, destroy } from "../../src/cli/commands/apply.ts";
import { importCommand } from "../../src/cli/commands/import.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { testStack } from "./test-stack.ts";

const stack = testStack();

const write = (resources: string, constraint = ">= 6.0"): void =>
  stack.write(
    "main.tf",
    `
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "${constraint}"
        }
      }
    }
    provider "aws" {
      region = "eu-west-1"
    }
    ${resources}
  `,
  );

const attributes = (address: string): Record<string, unknown> => {
  const { resources } = JSON.parse(stack.read(".terrarium/terraform.tfstate")) as {
    readonly resources: readonly {
      readonly type: string;
      readonly name: string;
      readonly instances: readonly [{ readonly attributes: Record<string, unknown> }];
    }[];
  };
  const found = resources.find(({ type, name }) => `${type}.${name}` === address);
  return found?.instances[0].attributes ?? {};
};

const TABLE = `
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }`;

test("a resource is made in its own region, else in the provider's", async () => {
  write(`
    resource "aws_dynamodb_table" "near" {
      name = "near"${TABLE}
    }
    resource "aws_dynamodb_table" "far" {
      region = "us-west-2"
      name   = "far"${TABLE}
    }
    resource "aws_s3_bucket" "far" {
      region = "us-west-2"
      bucket = "regions-far"
    }
    data "aws_dynamodb_table" "far" {
      region = aws_dynamodb_table.far.region
      name   = reverse(split("/", aws_dynamodb_table.far.arn))[0]
    }
    data "aws_region" "far" {
      region = "us-west-2"
    }
    output "arns" {
      value = [aws_dynamodb_table.near.arn, data.aws_dynamodb_table.far.arn, data.aws_region.far.region]
    }
  `);
  const applied = await stack.run(apply, "-auto-approve", "-no-color");
  expect(applied.err).toBe("");
  expect(applied.out).toMatch(
    /eu-west-1:\d+:table\/near",\s+"arn:aws:dynamodb:us-west-2:\d+:table\/far",\s+"us-west-2"/,
  );
  expect(attributes("aws_dynamodb_table.near")).toMatchObject({ region: "eu-west-1" });
  expect(attributes("aws_s3_bucket.far")).toMatchObject({ region: "us-west-2", bucket_region: "us-west-2" });
  expect((await stack.run(plan, "-detailed-exitcode")).code).toBe(0);
  expect((await stack.run(destroy, "-auto-approve")).code).toBe(0);
});

test("another region needs another object", async () => {
  const group = (region: string) => write(`resource "aws_cloudwatch_log_group" "g" {\n name = "/moves"\n${region}\n}`);
  group("");
  await stack.run(apply, "-auto-approve");
  group('region = "eu-west-1"');
  expect((await stack.run(plan, "-detailed-exitcode")).code).toBe(0);
  group('region = "us-east-2"');
  const { out } = await stack.run(apply, "-auto-approve", "-no-color");
  expect(out).toContain('~ region            = "eu-west-1" -> "us-east-2" # forces replacement');
  expect(String(attributes("aws_cloudwatch_log_group.g")["arn"])).toContain(":us-east-2:");
  await stack.run(destroy, "-auto-approve");
});

test("a state that release 5 wrote learns the region without a change", async () => {
  const group = `resource "aws_cloudwatch_log_group" "g" {\n name = "/older"\n}`;
  write(group, "~> 5.0");
  await stack.run(apply, "-auto-approve");
  expect(attributes("aws_cloudwatch_log_group.g")).not.toHaveProperty("region");
  write(group);
  expect((await stack.run(plan, "-detailed-exitcode")).code).toBe(0);
  expect((await stack.run(destroy, "-auto-approve")).code).toBe(0);
});

test("an import id may name the region", async () => {
  const options = { account: "000000000000", region: "us-west-2" };
  await stack.cloud().call("cloudwatch-logs", "CreateLogGroup", { logGroupName: "/elsewhere" }, options);
  write(`resource "aws_cloudwatch_log_group" "g" {\n name = "/elsewhere"\n region = "us-west-2"\n}`);
  expect((await stack.run(importCommand, "aws_cloudwatch_log_group.g", "/elsewhere@us-west-2")).err).toBe("");
  expect(attributes("aws_cloudwatch_log_group.g")).toMatchObject({ region: "us-west-2", name: "/elsewhere" });
  await stack.run(destroy, "-auto-approve");
});

test.each([
  [
    "a region of another partition",
    `resource "aws_cloudwatch_log_group" "g" {\n region = "cn-north-1"\n name = "/x"\n}`,
    "partition (aws-cn) for per-resource Region (cn-north-1) is not the provider's configured partition (aws)",
  ],
  [
    "a region for what is global",
    `resource "aws_iam_role" "r" {\n region = "eu-west-1"\n assume_role_policy = "{}"\n}`,
    'An argument named "region" is not expected here.',
  ],
])("refused: %s", async (_, resources, said) => {
  write(resources);
  const { code, err } = await stack.run(plan, "-no-color");
  expect(err.replaceAll(/\n[│ ]*/g, " ")).toContain(said);
  expect(code).toBe(1);
});
