/**
 * Arguments that release 6 of the aws provider has added: modules of today pass them all, nearly always as null or as
 * blocks of which there are none. Source: the provider's changelog.
 */
import { expect, test } from "vitest";
import { apply, destroy } from "../../src/cli/commands/apply.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { testStack } from "./test-stack.ts";

const stack = testStack();

const write = (resources: string): void =>
  stack.write(
    "main.tf",
    `terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = ">= 6.28"
        }
      }
    }
    ${resources}`,
  );

/** As terraform-aws-modules/dynamodb-table writes it. */
const table = (argument: string): string => `
  variable "warm_throughput" {
    type    = object({ read_units_per_second = optional(number) })
    default = null
  }
  resource "aws_dynamodb_table" "t" {
    name         = "later"
    billing_mode = "PAY_PER_REQUEST"
    hash_key     = "id"
    attribute {
      name = "id"
      type = "S"
    }
    dynamic "warm_throughput" {
      for_each = var.warm_throughput != null ? [var.warm_throughput] : []
      content {
        read_units_per_second = warm_throughput.value.read_units_per_second
      }
    }
    dynamic "replica" {
      for_each = []
      content {
        consistency_mode = replica.value
        region_name      = replica.value
      }
    }
    ${argument}
  }`;

test("what is absent is no hindrance", async () => {
  write(table(""));
  expect((await stack.run(apply, "-auto-approve")).err).toBe("");
  expect((await stack.run(plan, "-detailed-exitcode")).code).toBe(0);
  expect((await stack.run(destroy, "-auto-approve")).code).toBe(0);
});

test("what is used and not served is refused before anything is made", async () => {
  write(table('replica {\n region_name = "eu-west-1"\n consistency_mode = "STRONG"\n }'));
  const { code, err } = await stack.run(
    apply,
    "-auto-approve",
    "-no-color",
    '-var=warm_throughput={"read_units_per_second":1}',
  );
  expect(err).toContain("Error: Argument not supported");
  expect(err).toContain('"replica.consistency_mode" came with release 6 of the aws provider.');
  expect(code).toBe(1);
});

test("functions are durable, and apart for each tenant", async () => {
  stack.write("src/index.js", "exports.handler = async () => 1;");
  const fn = (settings: string) =>
    write(`
      data "archive_file" "code" {
        type        = "zip"
        source_dir  = "\${path.module}/src"
        output_path = "\${path.module}/code.zip"
      }
      resource "aws_iam_role" "fn" {
        name               = "later-fn"
        assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
      }
      resource "aws_lambda_function" "fn" {
        function_name = "later-fn"
        filename      = data.archive_file.code.output_path
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        role          = aws_iam_role.fn.arn
        ${settings}
      }`);
  fn('tenancy_config {\n tenant_isolation_mode = "PER_TENANT"\n }\n durable_config {\n execution_timeout = 60\n }');
  expect((await stack.run(apply, "-auto-approve")).err).toBe("");
  const made = await stack
    .cloud()
    .call(
      "lambda",
      "GetFunctionConfiguration",
      { FunctionName: "later-fn" },
      { account: "000000000000", region: "us-east-1" },
    );
  expect(made).toMatchObject({
    DurableConfig: { ExecutionTimeout: 60, RetentionPeriodInDays: 14 },
    TenancyConfig: { TenantIsolationMode: "PER_TENANT" },
  });
  expect((await stack.run(plan, "-detailed-exitcode")).code).toBe(0);
  fn("");
  expect((await stack.run(plan, "-no-color")).out).toMatch(/- tenancy_config \{ # forces replacement/);
  expect((await stack.run(destroy, "-auto-approve")).code).toBe(0);
});
