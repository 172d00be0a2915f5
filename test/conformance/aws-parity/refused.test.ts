/**
 * What our provider and the real one say of what AWS refuses while applying, each in an account of its own on the same
 * server. Needs the real provider (TERRARIUM_AWS_PROVIDER).
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { blockOf } from "./block-of.ts";
import { REFUSED } from "./cases/refused.ts";
import { runCase } from "./run-case.ts";
import { ourSide, realSide, type Side } from "./side.ts";
import { functionArchive } from "./zip.ts";

const binary = process.env["TERRARIUM_AWS_PROVIDER"];
const filter = new RegExp(process.env["TERRARIUM_PARITY_FILTER"] ?? "");
const ACCOUNTS = { ours: "444444444444", real: "555555555555" };

describe.skipIf(!binary)("refused", () => {
  let cloud: TestCloud;
  let directory: string;
  let ours: Side;
  let real: Side;

  beforeAll(async () => {
    cloud = await startTestCloud();
    directory = await mkdtemp(join(tmpdir(), "aws-refused-"));
    await writeFile(join(directory, "function.zip"), await functionArchive());
    process.chdir(directory);
    ours = ourSide(cloud.cloud, ACCOUNTS.ours, directory);
    real = await realSide(binary as string, cloud.endpoint, ACCOUNTS.real);
  });
  afterAll(async () => {
    real?.stop();
    await cloud?.stop();
    process.chdir(tmpdir());
    if (directory) await rm(directory, { recursive: true });
  });

  // Most of the time goes by in the real provider, which tries again.
  test.concurrent.each(REFUSED.filter(({ name }) => filter.test(name)))(
    "$name",
    async (one) => {
      const [mine, theirs] = await Promise.all([runCase(ours, one, blockOf), runCase(real, one, blockOf)]);
      const told = comparable(mine.problems);
      expect(told.length).toBeGreaterThan(0);
      expect(told).toEqual(comparable(theirs.problems));
    },
    400_000,
  );
});

/** Without what each side has of its own: requests, accounts, generated ids. */
const comparable = (problems: readonly string[]): string[] =>
  problems.map((text) =>
    text
      .replaceAll(/RequestID: [\w-]+/g, "RequestID: …")
      .replaceAll(/HostID: \S+,/g, "HostID: …,")
      .replaceAll(/usageplan \w+/g, "usageplan …")
      .replaceAll(/(refused-\w+-)\d+/g, "$1…")
      .replaceAll(new RegExp(Object.values(ACCOUNTS).join("|"), "g"), "ACCOUNT")
      .replaceAll(/\b(vpc|subnet|sg|rtb|igw|eni|acl|sgr)-[0-9a-f]{17}\b/g, "$1-ID"),
  );
