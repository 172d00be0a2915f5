/**
 * Every resource type of our aws provider under the real terraform, each with as little configuration as it takes:
 * whatever AWS says of it, terraform's core must find nothing wrong with how the provider behaves.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedProviders, serveProviders } from "../../../src/plugin/serve/reattach.ts";
import { type Plain, type PlainObject, toValue } from "../../../src/providers/aws/framework/plain.ts";
import { awsProvider } from "../../../src/providers/aws/provider.ts";
import type { Type } from "../../../src/terraform/lang/type.ts";
import { blockType } from "../../../src/terraform/plan/schema-type.ts";
import type { BlockSchema } from "../../../src/terraform/provider.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { type Diagnostic, diagnosticsOf, isThere, terraform } from "./terraform.ts";

const ENVIRONMENT = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
let cloud: TestCloud;
let directory: string;
let served: ServedProviders;

beforeAll(async () => {
  cloud = await startTestCloud();
  directory = await mkdtemp(join(tmpdir(), "every-type-"));
  served = await serveProviders(
    directory,
    {
      cloud: async () => cloud.cloud,
      directory,
      environment: ENVIRONMENT,
    },
    process.pid,
  );
});
afterAll(async () => {
  await served.close();
  await cloud.stop();
  await rm(directory, { recursive: true });
});

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Action: "s3:Get*", Effect: "Allow", Resource: "*" }],
});

/** Values that pass where any text would not. */
const NAMED: readonly (readonly [pattern: RegExp, value: string])[] = [
  [/arns?$/, "arn:aws:iam::000000000000:role/v1"],
  [/^(policy|policy_document|assume_role_policy|inline_policy)$/, POLICY],
  [/cidr/, "10.0.0.0/16"],
  [/^definition$/, JSON.stringify({ StartAt: "A", States: { A: { Type: "Succeed" } } })],
  [/^availability_zone$/, "us-east-1a"],
];

function sample(type: Type, name: string): Plain {
  switch (type.kind) {
    case "string":
      return NAMED.find(([pattern]) => pattern.test(name))?.[1] ?? "v1";
    case "number":
      return 1;
    case "bool":
      return true;
    case "list":
    case "set":
      return [sample(type.element, name)];
    case "map":
      return { k: sample(type.element, name) };
    case "object":
      return Object.fromEntries([...type.attributes].map(([inner, each]) => [inner, sample(each, inner)]));
    default:
      return null;
  }
}

/** Only what is required; with `whole`, also the nulls that a value of the type has. */
function minimal({ attributes, blocks }: BlockSchema, whole: boolean): PlainObject {
  const value: Record<string, Plain> = {};
  for (const [name, { required, type }] of Object.entries(attributes)) {
    if (required && type) value[name] = sample(type, name);
    else if (whole) value[name] = null;
  }
  for (const [name, { block, minItems, nesting }] of Object.entries(blocks)) {
    const single = nesting === "single" || nesting === "group";
    if (minItems) value[name] = single ? minimal(block, whole) : [minimal(block, whole)];
    else if (whole) value[name] = single ? null : [];
  }
  return value;
}

/** Types whose made-up configuration gets past their own validation. */
async function plannable(): Promise<Map<string, PlainObject>> {
  const found = new Map<string, PlainObject>();
  const instance = awsProvider.create({
    cloud: async () => cloud.cloud,
    directory,
    environment: ENVIRONMENT,
    signal: new AbortController().signal,
  });
  for (const [name, resource] of awsProvider.resources) {
    if (resource.isServed === false) continue;
    const { block } = resource.schema;
    const config = toValue(minimal(block, true), blockType(block));
    const refused = (await resource.validate(config, instance)).some(({ severity }) => severity === "error");
    if (!refused) found.set(name, minimal(block, false));
  }
  return found;
}

/** Complaints of terraform's core about the provider. */
const BUGS = /^Provider (produced|returned)|^Plugin |^Resource instance managed/;
const bugs = (found: readonly Diagnostic[]): string[] =>
  found
    .filter(({ summary }) => BUGS.test(summary))
    .map(({ address, summary, detail }) => `${address ?? ""}: ${summary}: ${detail}`);

test.skipIf(!isThere)("terraform's core finds nothing wrong with any type", async () => {
  const types = await plannable();
  expect(types.size).toBeGreaterThan(100);
  const run = (args: readonly string[]) => terraform(directory, served.reattach, args, ENVIRONMENT);
  const write = () =>
    writeFile(
      join(directory, "main.tf.json"),
      JSON.stringify({ resource: Object.fromEntries([...types].map(([type, config]) => [type, { a: config }])) }),
    );
  await write();
  // Some types look at AWS while they plan, and find nothing: those are left out.
  for (let round = 0; round < 3; round++) {
    const planned = diagnosticsOf(await run(["plan", "-json", "-input=false", "-refresh=false"]));
    expect(bugs(planned)).toEqual([]);
    const refused = planned.filter(({ severity }) => severity === "error");
    if (refused.length === 0) break;
    for (const { address } of refused) types.delete(address?.split(".")[0] ?? "");
    await write();
  }
  const applied = diagnosticsOf(await run(["apply", "-json", "-input=false", "-auto-approve"]));
  expect(bugs(applied)).toEqual([]);
  const state = JSON.parse((await run(["show", "-json"])).stdout) as {
    readonly values?: { readonly root_module: { readonly resources?: readonly unknown[] } };
  };
  const made = state.values?.root_module.resources?.length ?? 0;
  console.log(`${types.size} types planned, ${made} made`);
  expect(made).toBeGreaterThan(20);
  expect(bugs(diagnosticsOf(await run(["plan", "-json", "-input=false"])))).toEqual([]);
  expect(bugs(diagnosticsOf(await run(["destroy", "-json", "-input=false", "-auto-approve"])))).toEqual([]);
});
