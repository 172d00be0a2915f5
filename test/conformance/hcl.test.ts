/**
 * The recorded answers of the real terraform 1.11.4, replayed against the built program by the runners beside the
 * recordings. Skipped where the recordings are not there. The share that must agree is what has been reached, so that
 * nothing is lost; CHANGELOG and the coverage notes say what is missing.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const DATA = resolve(ROOT, "../shared/data/hcl");
const PROGRAM = `node ${join(ROOT, "bin/terrarium.mjs")}`;
const there = existsSync(DATA);
if (!there) console.warn(`${DATA} is not there: the recorded answers of terraform are not replayed`);

/** Runner, its arguments, and the share of checks that must pass. */
const SUITES: readonly (readonly [name: string, runner: string, args: readonly string[], share: number])[] = [
  ["formatting", "run.mjs", ["--suite", "fmt"], 0.98],
  ["invalid configurations", "run.mjs", ["--suite", "invalid", "--filter", "^(?!aws)"], 0.97],
  ["whole configurations", "run.mjs", ["--suite", "configs"], 0.99],
  ["utility providers", "run.mjs", ["--suite", "providers", "--filter", "^(archive|random|local|time|null)-"], 0.96],
  ["terraform test", "run-workflow.mjs", ["--suite", "tftest", "--no-providers"], 0.97],
  ["command workflows", "run-workflow.mjs", ["--suite", "workflow"], 0.95],
];

test.skipIf(!there).each(SUITES)("%s", (_name, runner, args, share) => {
  const { stdout } = spawnSync(
    "node",
    [join(DATA, runner), "--cmd", PROGRAM, "--split", "dev", "--jobs", "2", ...args],
    {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, TF_PLUGIN_MIRROR: "" },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const totals = /(\d+) passed, (\d+) failed\s*$/.exec(stdout);
  expect(totals, stdout.slice(-2000)).not.toBeNull();
  const [passed, failed] = [Number(totals?.[1]), Number(totals?.[2])];
  console.log(stdout.trimEnd().split("\n").slice(-14).join("\n"));
  expect(passed / (passed + failed)).toBeGreaterThanOrEqual(share);
});
