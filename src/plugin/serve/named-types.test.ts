import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { awsProvider } from "../../providers/aws/provider.ts";
import { CALLS } from "../protocol/messages.ts";
import { decodeMessage, type Message } from "../protocol/protobuf.ts";
import { encodedSchema } from "./encoded-schema.ts";
import { type NamedTypes, namedTypes } from "./named-types.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "named-types-"));
});
afterEach(() => rm(directory, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
}
const named = (args: readonly string[] = ["plan"], environment = {}): NamedTypes | undefined =>
  namedTypes({ args, directory, environment });

const BUCKET = 'resource "aws_s3_bucket" "b" {}\n';

function types(found: NamedTypes | undefined): string[] {
  const table = (CALLS["GetProviderSchema"] as (typeof CALLS)[string]).response;
  const answer = decodeMessage(table, encodedSchema(awsProvider, found));
  return ["resource_schemas", "data_source_schemas"].flatMap((field) => Object.keys(answer[field] as Message)).sort();
}
const ALL = [...awsProvider.resources.keys(), ...awsProvider.dataSources.keys()].sort();

describe("types that a command can come across", () => {
  test("of the configuration, its modules and tests, and the states of all workspaces", async () => {
    await write({
      "main.tf": `${BUCKET}import {\n  to = aws_sqs_queue.q\n  id = "q"\n}\ncheck "c" {\n  data "aws_region" "r" {}\n}\n`,
      "more.tf.json": '{"resource": [{"aws_iam_role": {"r": {}}}]}',
      "tests/a.tftest.hcl": 'mock_provider "aws" {\n  mock_resource "aws_sfn_activity" {}\n}\n',
      ".terraform/modules/modules.json": '{"Modules": [{"Key": "", "Dir": "."}, {"Key": "m", "Dir": "m"}]}',
      "m/main.tf": 'data "aws_partition" "p" {}',
      "terraform.tfstate": '{"resources": [{"type": "aws_vpc"}]}',
      "terraform.tfstate.d/other/terraform.tfstate": '{"resources": [{"type": "aws_subnet"}]}',
      "notes.txt": "aws_lambda_function",
    });
    expect(new Set(types(named()))).toEqual(
      new Set(
        ["iam_role", "partition", "region", "s3_bucket", "sfn_activity", "sqs_queue", "subnet", "vpc"].map(
          (name) => `aws_${name}`,
        ),
      ),
    );
  });

  test.each([
    [["apply", "-auto-approve"], {}],
    [["-chdir=..", "destroy"], {}],
    [["plan", "-target=aws_s3_bucket.b", "-var", "a=b"], { TF_WORKSPACE: "x" }],
    [["refresh"], {}],
    [["validate", "-json"], {}],
  ])("known for %j %j", async (args, environment) => {
    await write({ "main.tf": BUCKET });
    expect(named(args, environment)?.words).toEqual(new Set(["aws_s3_bucket"]));
  });

  test.each([
    [["providers", "schema", "-json"], {}],
    [["console"], {}],
    [["show", "main.tf"], {}],
    [["state", "show", "aws_s3_bucket.b"], {}],
    [["import", "aws_s3_bucket.b", "b"], {}],
    [["test"], {}],
    [["apply", "saved.plan"], {}],
    [["plan", "-state=other.tfstate"], {}],
    [["plan", "-state", "other.tfstate"], {}],
    [["plan"], { TF_CLI_ARGS_plan: "-state=other.tfstate" }],
    [["plan"], { TF_CLI_ARGS: "-no-color" }],
    [[], {}],
  ])("not for %j %j", async (args, environment) => {
    await write({ "main.tf": BUCKET, "saved.plan": "PK" });
    expect(named(args, environment)).toBeUndefined();
  });

  test("not where a backend keeps the state", async () => {
    await write({ "main.tf": BUCKET, ".terraform/terraform.tfstate": '{"backend": {"type": "s3"}}' });
    expect(named()).toBeUndefined();
    expect(named(["plan"], { TF_DATA_DIR: "elsewhere" })).toBeDefined();
  });
});

describe("schemas handed out", () => {
  test.each([
    ["a misspelt resource", 'resource "aws_s3_buckett" "b" {}'],
    ["a misspelt data source", 'data "aws_regoin" "r" {}'],
    ["a name without quotes", "resource aws_s3_buckte b {}"],
    ["one in JSON", '{"resource": {"aws_s3_buckett": {"b": {}}}}'],
    ["an ephemeral resource that is none", 'ephemeral "aws_s3_bucket" "b" {}'],
  ])("all of them for %s: terraform says what it could have meant", async (_, text) => {
    await write({ [text.startsWith("{") ? "main.tf.json" : "main.tf"]: text });
    expect(types(named())).toEqual(ALL);
  });

  test("only those named where nothing resembles what there is not", async () => {
    await write({ "main.tf": `${BUCKET}resource "random_pet" "p" {}\nresource "aws_no_such_thing_at_all" "t" {}\n` });
    expect(new Set(types(named()))).toEqual(new Set(["aws_s3_bucket"]));
  });

  test("all of them without names", () => {
    expect(types(undefined)).toEqual(ALL);
  });
});
