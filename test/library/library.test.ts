/** The library as a test of a user's uses it: a cloud of its own, a folder applied to it, gone afterwards. */
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTerrarium, type Terrarium } from "../../src/index.ts";

let terrarium: Terrarium;
const folder = mkdtempSync(join(tmpdir(), "terrarium-library-"));

const CONFIGURATION = `
variable "names" {
  type = set(string)
}

resource "aws_dynamodb_table" "all" {
  for_each     = var.names
  name         = each.key
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

output "arns" {
  value = { for name, table in aws_dynamodb_table.all : name => table.arn }
}

output "secret" {
  value     = length(var.names)
  sensitive = true
}
`;

beforeAll(async () => {
  writeFileSync(join(folder, "main.tf"), CONFIGURATION);
  terrarium = await startTerrarium();
});

afterAll(async () => {
  await terrarium.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function tables(of: Terrarium): Promise<string[] | undefined> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({ endpoint: of.endpoint, region: "us-east-1", credentials });
  return (await client.send(new ListTablesCommand({}))).TableNames;
}

const arn = (name: string): string => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;

test("a folder is applied, changed and destroyed, and left as it was", async () => {
  expect(await terrarium.apply(folder, { variables: { names: ["first", "second"] } })).toEqual({
    arns: { first: arn("first"), second: arn("second") },
    secret: 2,
  });
  expect(await tables(terrarium)).toEqual(["first", "second"]);
  expect(await terrarium.apply(folder, { variables: { names: ["second"] } })).toEqual({
    arns: { second: arn("second") },
    secret: 1,
  });
  expect(await tables(terrarium)).toEqual(["second"]);
  await terrarium.destroy(folder, { variables: { names: ["second"] } });
  expect(await tables(terrarium)).toEqual([]);
  expect(readdirSync(folder)).toEqual(["main.tf"]);
});

test("two clouds have the same folder applied, each for itself", async () => {
  const other = await startTerrarium();
  await terrarium.apply(folder, { variables: { names: ["here"] } });
  await other.apply(folder, { variables: { names: ["there"] } });
  expect([await tables(terrarium), await tables(other)]).toEqual([["here"], ["there"]]);
  await other.stop();
});

test("a reset forgets data and state", async () => {
  await terrarium.apply(folder, { variables: { names: ["first"] } });
  await terrarium.reset();
  expect(await tables(terrarium)).toEqual([]);
  expect(await terrarium.apply(folder, { variables: { names: ["first"] } })).toMatchObject({ secret: 1 });
});

test("what is wrong is told in the command's words", async () => {
  const wrong = mkdtempSync(join(tmpdir(), "terrarium-library-"));
  cpSync(folder, wrong, { recursive: true });
  await expect(terrarium.apply(wrong)).rejects.toThrow(/The root module input variable "names" is not set/);
  rmSync(wrong, { recursive: true, force: true });
});
