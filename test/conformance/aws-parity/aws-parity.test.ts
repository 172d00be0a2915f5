/**
 * Every case made by our provider inside the process and by the real hashicorp/aws over the port, each in an account
 * of its own: the states must be equal. TERRARIUM_AWS_PROVIDER names the real provider's binary; without it only our
 * side runs, which must make, re-read without a change, update and remove everything.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsProvider } from "../../../src/providers/aws/provider.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { blockOf } from "./block-of.ts";
import { CASES } from "./cases/index.ts";
import { differences, tokens } from "./compare.ts";
import type { ParityCase } from "./parity-case.ts";
import { runCase, type Trace } from "./run-case.ts";
import { ourSide, realSide, type Side } from "./side.ts";
import { functionArchive } from "./zip.ts";

const binary = process.env["TERRARIUM_AWS_PROVIDER"];
const ACCOUNTS = { ours: "111111111111", real: "222222222222" };
let cloud: TestCloud;
let directory: string;
let ours: Side;
let real: Side | undefined;

beforeAll(async () => {
  cloud = await startTestCloud();
  directory = await mkdtemp(join(tmpdir(), "aws-parity-"));
  await writeFile(join(directory, "function.zip"), await functionArchive());
  // The real provider resolves file names against its own working directory.
  process.chdir(directory);
  ours = ourSide(cloud.cloud, ACCOUNTS.ours, directory);
  if (binary) real = await realSide(binary, cloud.endpoint, ACCOUNTS.real);
  else console.warn("TERRARIUM_AWS_PROVIDER is not set: states are not compared with the real provider's");
});

afterAll(async () => {
  real?.stop();
  await cloud.stop();
  process.chdir(tmpdir());
  await rm(directory, { recursive: true });
});

const wanted = process.env["TERRARIUM_PARITY_FILTER"];

// Most of the time goes by in the real provider's pauses, so cases run beside each other: their names must not meet.
test.concurrent.each(CASES.filter((one) => !wanted || new RegExp(wanted).test(one.name)))(
  "$name",
  async (one) => {
    const mine = await runCase(ours, one, blockOf);
    const theirs = real && (await runCase(real, one, blockOf));
    const found = theirs ? allDifferences(one, mine, theirs) : [];
    const problems = (side: string, trace: Trace | undefined) => trace?.problems.map((one) => `${side}: ${one}`) ?? [];
    expect([...problems("ours", mine), ...problems("real", theirs), ...found]).toEqual([]);
  },
  400_000,
);

/** Types that no case can make, each with its reason. */
const NO_CASE: readonly string[] = [
  // AWS makes no global tables of 2017 any more; cases/refused.ts compares how both sides are told.
  "aws_dynamodb_global_table",
  // There is no Kinesis here to stream to, which cases/refused.ts compares as well.
  "aws_dynamodb_kinesis_streaming_destination",
  // The real provider asks KMS, which is not here, for the key of every replica; test/conformance/plugin makes one.
  "aws_dynamodb_table_replica",
];

test("every type that is served is in a case", () => {
  const compared = new Set(CASES.flatMap(({ steps }) => steps.flatMap(({ type, data }) => (data ? [] : [type]))));
  const served = [...awsProvider.resources].flatMap(([name, { isServed }]) => (isServed === false ? [] : [name]));
  expect(served.filter((name) => !compared.has(name)).sort()).toEqual(NO_CASE);
});

function allDifferences({ steps }: ParityCase, mine: Trace, theirs: Trace): string[] {
  const authors = {
    ours: { account: ACCOUNTS.ours, ids: mine.ids },
    real: { account: ACCOUNTS.real, ids: theirs.ids },
  };
  const found = Object.keys({ ...mine.states, ...theirs.states }).flatMap((label) => {
    const step = steps.find((candidate) => label.split(/ |,/)[1] === candidate.name);
    if (!step) throw new Error(`No step for ${label}`);
    const [a, b] = [mine.states[label] ?? null, theirs.states[label] ?? null];
    return differences(blockOf(step), a, b, authors, step.free ?? []).map((line) => `${label}: ${line}`);
  });
  for (const label of Object.keys({ ...mine.remarks, ...theirs.remarks })) {
    const [a, b] = [tokens(mine.remarks[label] ?? "", authors.ours), tokens(theirs.remarks[label] ?? "", authors.real)];
    if (a !== b) found.push(`${label}: ours "${a}", real "${b}"`);
  }
  return found;
}
