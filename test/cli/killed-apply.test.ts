/**
 * An apply that is killed at any moment: the next one finishes what had begun, makes nothing twice, and leaves nothing
 * that the state does not know. The census of the cloud's store finds duplicates and orphans of every kind.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Applier, type ApplyOutcome, buildApplier } from "../support/apply-rounds.ts";
import { NAMES_OF_EVERY_KIND } from "../support/names-of-every-kind.ts";

const kills = Number(process.env["TERRARIUM_KILLS"] ?? 4);
// A busy machine takes its time to start programs.
vi.setConfig({ testTimeout: 120_000 + kills * 20_000, hookTimeout: 120_000 });

/** After how many calls the process is killed, a round each. */
const CALLS = [13, 11, 3, 7, 2, 5, 17, 4, 23, 6, 9, 1, 29, 37, 53];

const MOMENTS = ["before", "answered", "done"] as const;
const APPLY = ["apply", "-auto-approve", "-input=false"];
const NOTHING_LEFT = [APPLY, ["plan", "-detailed-exitcode"], ["destroy", "-auto-approve"]];

const home = mkdtempSync(join(tmpdir(), "terrarium-killed-"));
let applier: Applier;
let uninterrupted: ApplyOutcome;

beforeAll(async () => {
  applier = await buildApplier();
  uninterrupted = (await applier.run({ ...place("whole"), commands: NOTHING_LEFT }))!;
});
afterAll(() => {
  applier.remove();
  rmSync(home, { recursive: true });
});

function place(name: string): { readonly folder: string; readonly data: string } {
  const folder = join(home, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "main.tf"), NAMES_OF_EVERY_KIND);
  return { folder, data: join(folder, "data") };
}

/** Applies, being killed at every so many calls, until an apply comes to its end; returns how often it was killed. */
async function applyWithKills(at: ReturnType<typeof place>, every: number, round: number): Promise<number> {
  for (let kills = 0; ; kills++) {
    const moment = MOMENTS[(round + kills) % MOMENTS.length]!;
    const ended = await applier.run({ ...at, commands: [APPLY], kill: every, moment });
    if (!ended) continue;
    expect(ended.codes, ended.output).toEqual([0]);
    return kills;
  }
}

test("the same objects are there after any number of kills as after one apply", async () => {
  expect(uninterrupted.codes, uninterrupted.output).toEqual([0, 0, 0]);
  let killed = 0;
  for (let round = 0; killed < kills; round++) {
    const at = place(`round-${round}`);
    const every = CALLS[round % CALLS.length]!;
    const times = await applyWithKills(at, every, round);
    expect(times).toBeGreaterThan(0);
    killed += times;
    const next = (await applier.run({ ...at, commands: NOTHING_LEFT }))!;
    const where = `round ${round}, killed ${times} times, every ${every} calls`;
    expect(next.codes, `${where}\n${next.output}`).toEqual([0, 0, 0]);
    expect(next.census, where).toEqual(uninterrupted.census);
  }
});
