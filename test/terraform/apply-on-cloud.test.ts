/** What an apply makes of a plan, seen on objects of the cloud: `terraform apply` in this process, in a folder of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { apply } from "../../src/cli/commands/apply.ts";
import { init } from "../../src/cli/commands/init.ts";
import { output } from "../../src/cli/commands/output.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { functionArchive } from "../conformance/aws-parity/zip.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { runCommand } from "../support/run-command.ts";

let cloud: TestCloud;
let directory: string;

beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "terrarium-apply-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const write = (text: string): void => writeFileSync(join(directory, "main.tf"), `${PROVIDER}${text}`);
const run = (command: Command, ...args: readonly string[]) =>
  runCommand(directory, command, [...args, "-no-color"], cloud.cloud);

async function applied(): Promise<void> {
  const { code, err } = await run(apply, "-auto-approve");
  expect([code, err]).toEqual([0, ""]);
}

/** Of the root module, in the state. */
async function outputs(): Promise<Record<string, unknown>> {
  const { out } = await run(output, "-json");
  const shown = JSON.parse(out) as Readonly<Record<string, { readonly value: unknown }>>;
  return Object.fromEntries(Object.entries(shown).map(([name, { value }]) => [name, value]));
}

// A provider on the older SDK makes an empty text of a planned null. Terraform evaluates only those outputs again that
// the plan did not know all of.
test("outputs that the plan knew stay as planned, in the root and in modules", async () => {
  const key = 'aws_cloudwatch_log_group.a.kms_key_id == null ? "none" : "empty"';
  mkdirSync(join(directory, "group"));
  writeFileSync(
    join(directory, "group", "main.tf"),
    `resource "aws_cloudwatch_log_group" "a" {\n  name = "in-module"\n}\noutput "key" {\n  value = ${key}\n}\n`,
  );
  write(`
    module "group" {
      source = "./group"
    }
    resource "aws_cloudwatch_log_group" "a" {
      name = "in-root"
    }
    output "known" {
      value = ${key}
    }
    output "unknown" {
      value = [${key}, aws_cloudwatch_log_group.a.id]
    }
    output "of_module" {
      value = [module.group.key, aws_cloudwatch_log_group.a.id]
    }
  `);
  expect((await run(init)).code).toBe(0);
  await applied();
  expect(await outputs()).toEqual({ known: "none", unknown: ["empty", "in-root"], of_module: ["none", "in-root"] });
  await applied();
  expect(await outputs()).toEqual({ known: "empty", unknown: ["empty", "in-root"], of_module: ["empty", "in-root"] });
});

// Source: terraform 1.11.4 with hashicorp/aws 5.100.0.
test("an empty text is nothing before a value that is not known yet", async () => {
  const group = (more: string) => `resource "aws_cloudwatch_log_group" "a" {\n  name = "keyless"\n  ${more}\n}\n`;
  write(group(""));
  await applied();
  const arn = "arn:aws:kms:us-east-1:000000000000:key/$" + "{terraform_data.key.id}";
  write(`resource "terraform_data" "key" {}\n${group(`kms_key_id = "${arn}"`)}`);
  const { code, out } = await run(plan);
  expect(code).toBe(0);
  expect(out).toContain("      + kms_key_id        = (known after apply)\n");
});

// As the real provider does; published modules name an alias in a permission without referring to it.
test("a permission waits for the alias that is made beside it", async () => {
  writeFileSync(join(directory, "function.zip"), await functionArchive());
  write(`
    resource "aws_lambda_function" "f" {
      function_name = "beside"
      filename      = "function.zip"
      handler       = "index.handler"
      runtime       = "nodejs20.x"
      role          = "arn:aws:iam::000000000000:role/lambda"
      publish       = true
    }
    resource "aws_cloudwatch_log_group" "first" {
      name = aws_lambda_function.f.function_name
    }
    resource "aws_lambda_alias" "live" {
      name             = "live"
      function_name    = aws_lambda_function.f.function_name
      function_version = aws_lambda_function.f.version
      depends_on       = [aws_cloudwatch_log_group.first]
    }
    resource "aws_lambda_permission" "allow" {
      function_name = aws_lambda_function.f.function_name
      qualifier     = "live"
      action        = "lambda:InvokeFunction"
      principal     = "events.amazonaws.com"
      statement_id  = "allow"
    }
  `);
  await applied();
});
