/**
 * Every case of the parity run with our provider alone, inside the process: everything is made, read back without a
 * change, changed in place where the case says so, and removed. `test/conformance/aws-parity` compares the states with
 * the real provider's.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlainObject, textOf } from "../../src/providers/aws/framework/plain.ts";
import { serviceRegistry } from "../../src/services/registry.ts";
import { blockOf } from "../conformance/aws-parity/block-of.ts";
import { CASES } from "../conformance/aws-parity/cases/index.ts";
import { runCase } from "../conformance/aws-parity/run-case.ts";
import { ourSide, type Side } from "../conformance/aws-parity/side.ts";
import { functionArchive } from "../conformance/aws-parity/zip.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let directory: string;
let side: Side;
/** Reads everything anew, where the other one knows what nobody has changed. */
let fresh: Side;

beforeAll(async () => {
  // Whichever case came first would pay for the translation of a thousand files within its own time limit.
  await Promise.all(Object.values(serviceRegistry).map((service) => service.load()));
  cloud = await startTestCloud();
  directory = await mkdtemp(join(tmpdir(), "aws-provider-"));
  await writeFile(join(directory, "function.zip"), await functionArchive());
  side = ourSide(cloud.cloud, "111111111111", directory);
  fresh = ourSide(cloud.cloud, "111111111111", directory, { isRehearsal: true });
}, 120_000);

afterAll(async () => {
  await cloud.stop();
  await rm(directory, { recursive: true });
});

test.each(CASES)("$name", async (one) => {
  const unlike: string[] = [];
  const { problems } = await runCase(comparing(side, fresh, unlike), one, blockOf);
  expect([...problems, ...unlike]).toEqual([]);
});

/** After every change all objects made so far are read from what is known and anew. */
function comparing(
  known: Side,
  anew: Side,
  unlike: string[],
  made = new Map<string, readonly [string, PlainObject]>(),
): Side {
  return {
    ...known,
    async apply(type, prior, plan, config) {
      const outcome = await known.apply(type, prior, plan, config);
      if (outcome.state) made.set(`${type} ${textOf(outcome.state["id"])}`, [type, outcome.state]);
      for (const [name, [itsType, state]] of made) {
        const read = await known.read(itsType, state);
        const { state: now } = await anew.read(itsType, state);
        if (!isDeepStrictEqual(read.state, now)) unlike.push(`${name} after ${type}`);
      }
      return outcome;
    },
    async readData(type, config) {
      await known.readData(type, config);
      const read = await known.readData(type, config);
      const { state: now } = await anew.readData(type, config);
      if (!isDeepStrictEqual(read.state, now)) unlike.push(`data ${type}`);
      return read;
    },
    inRegion: async (region) => comparing(await known.inRegion(region), await anew.inRegion(region), unlike),
  };
}
