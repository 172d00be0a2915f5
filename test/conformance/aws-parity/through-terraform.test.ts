/**
 * The third side of every case: the same resources in one configuration, applied by the real terraform through our
 * provider. Its states must be those that our engine's way to the provider makes, a plan after each apply is empty,
 * and terraform's core has nothing to say about the provider.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedProviders, serveProviders } from "../../../src/plugin/serve/reattach.ts";
import type { Plain, PlainObject } from "../../../src/providers/aws/framework/plain.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { diagnosticsOf, isThere, type Outcome, terraform } from "../plugin/terraform.ts";
import { blockOf } from "./block-of.ts";
import { CASES } from "./cases/index.ts";
import { differences } from "./compare.ts";
import { configurationOf } from "./configuration-of.ts";
import type { ParityCase } from "./parity-case.ts";
import { runCase } from "./run-case.ts";
import { ourSide, type Side } from "./side.ts";
import { functionArchive } from "./zip.ts";

const ACCOUNTS = { engine: "111111111111", terraform: "333333333333" };
const ENVIRONMENT = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: ACCOUNTS.terraform };
let cloud: TestCloud;
let directory: string;
let served: ServedProviders;
let engine: Side;

beforeAll(async () => {
  cloud = await startTestCloud();
  directory = await mkdtemp(join(tmpdir(), "through-terraform-"));
  await writeFile(join(directory, "function.zip"), await functionArchive());
  served = await serveProviders(
    directory,
    {
      cloud: async () => cloud.cloud,
      directory,
      environment: ENVIRONMENT,
    },
    process.pid,
  );
  engine = ourSide(cloud.cloud, ACCOUNTS.engine, directory);
});
afterAll(async () => {
  await served.close();
  await cloud.stop();
  await rm(directory, { recursive: true });
});

interface ResourceJson {
  readonly mode: string;
  readonly name: string;
  readonly values: PlainObject;
}

interface StateJson {
  readonly values?: { readonly root_module: { readonly resources?: readonly ResourceJson[] } };
}

/** One case in a folder of its own. */
class Stack {
  readonly folder: string;
  readonly problems: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  async run(label: string, args: readonly string[]): Promise<Outcome> {
    const outcome = await terraform(this.folder, served.reattach, [...args, "-json"], ENVIRONMENT);
    for (const { severity, address, summary, detail } of args[0] === "show" ? [] : diagnosticsOf(outcome)) {
      if (severity === "error") this.problems.push(`${label}: ${address ?? ""} ${summary} ${detail}`.trimEnd());
    }
    return outcome;
  }

  /** The states of all resources after an apply, once a plan has found nothing more to do. */
  async apply(label: string, configuration: string): Promise<readonly ResourceJson[]> {
    await writeFile(join(this.folder, "main.tf.json"), configuration);
    await this.run(label, ["apply", "-input=false", "-auto-approve", "-refresh=false"]);
    const shown = await this.run(label, ["show"]);
    if (shown.stdout === "") {
      this.problems.push(`${label}: ${shown.stderr}`);
      return [];
    }
    const { values } = JSON.parse(shown.stdout) as StateJson;
    const again = await this.run(`${label}, second plan`, ["plan", "-input=false"]);
    for (const address of plannedChanges(again)) this.problems.push(`${label}, second plan: ${address} changes`);
    return values?.root_module.resources ?? [];
  }
}

/** A copy has the tags of its source, which its configuration does not name. */
const TAKES_TAGS = "aws_s3_object_copy.";

/** Changes that no other resource of the stack has caused: what those have changed is told as drift. */
function plannedChanges({ stdout }: Outcome): string[] {
  const told = (type: string): string[] =>
    stdout
      .split("\n")
      .filter((line) => line.includes(`"type":"${type}"`))
      .map((line) => JSON.parse(line) as { readonly change: { readonly resource: { readonly addr: string } } })
      .map(({ change }) => change.resource.addr)
      .filter((address) => !address.startsWith("data."));
  const drifted = new Set(told("resource_drift"));
  return told("planned_change").filter((address) => !drifted.has(address) && !address.startsWith(TAKES_TAGS));
}

function withoutEmpty(state: PlainObject | null): PlainObject | null {
  if (!state) return null;
  const isEmpty = (value: Plain | undefined): boolean =>
    value !== null && typeof value === "object" && Object.keys(value).length === 0;
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, isEmpty(value) ? null : value]));
}

async function compare(one: ParityCase, number: number): Promise<string[]> {
  const stack = new Stack(join(directory, `case-${number}`));
  await mkdir(stack.folder);
  const mine = await runCase(engine, one, blockOf);
  const created = await stack.apply("create", configurationOf(one, "create"));
  const updated = one.steps.some((step) => step.update !== undefined)
    ? await stack.apply("update", configurationOf(one, "update"))
    : undefined;
  await stack.run("destroy", ["destroy", "-input=false", "-auto-approve"]);
  const ids = one.steps.flatMap((step) => {
    const id = (updated ?? created).find(({ name }) => name === step.name)?.values["id"];
    return typeof id === "string" && !step.data ? [[step.name, id] as const] : [];
  });
  const authors = {
    ours: { account: ACCOUNTS.engine, ids: mine.ids },
    real: { account: ACCOUNTS.terraform, ids: new Map(ids) },
  };
  const found = one.steps.flatMap((step) => {
    const pairs: [string, readonly ResourceJson[]][] = [[step.data ? "read" : "create", created]];
    if (step.update && updated) pairs.push(["update", updated]);
    return pairs.flatMap(([label, states]) => {
      const theirs = states.find(({ name }) => name === step.name)?.values ?? null;
      const own = mine.states[`${label} ${step.name}`] ?? null;
      // One side was refreshed before its update, and a refresh turns what is not set into what is empty.
      const [a, b] = label === "update" ? [withoutEmpty(own), withoutEmpty(theirs)] : [own, theirs];
      return differences(blockOf(step), a, b, authors, step.free ?? []).map((line) => `${label} ${step.name}: ${line}`);
    });
  });
  return [...stack.problems, ...found];
}

const wanted = process.env["TERRARIUM_PARITY_FILTER"];
/** What providers take when they are asked directly, but refuse when terraform has them validate it first. */
const NOT_A_CONFIGURATION: ReadonlySet<string> = new Set(["Lambda layer", "network ACL and its rules"]);
const cases = CASES.filter(({ name }) => !NOT_A_CONFIGURATION.has(name) && (!wanted || new RegExp(wanted).test(name)));

test.skipIf(!isThere).each(cases.map((one, number) => [one.name, one, number] as const))(
  "%s",
  async (_, one, number) => {
    expect(await compare(one, number)).toEqual([]);
  },
);
