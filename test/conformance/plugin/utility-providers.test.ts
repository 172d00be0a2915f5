/**
 * What the real utility providers answered (archive, random, null, local, external, time, tls, http), replayed with the
 * real terraform and ours in their place: `terrarium terraform` in folders that share one server. Skipped where the
 * recordings are not there.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { isThere } from "./terraform.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const RUNNER = resolve(ROOT, "../shared/data/hcl/run.mjs");
const PROGRAM = join(ROOT, "bin/terrarium.mjs");
if (!existsSync(RUNNER)) console.warn(`${RUNNER} is not there: the utility providers are not compared`);

const SHARE = 0.98;

test.skipIf(!isThere || !existsSync(RUNNER))("the utility providers' cases under terraform", () => {
  const folder = mkdtempSync(join(tmpdir(), "utility-"));
  const run = (program: string, args: readonly string[], environment: Record<string, string> = {}): string =>
    spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...environment },
      maxBuffer: 64 * 1024 * 1024,
    }).stdout;
  run(PROGRAM, ["start", "-d", "--port", "0"]);
  try {
    const told = run(
      RUNNER,
      ["--cmd", `node ${PROGRAM} terraform`, "--suite", "providers", "--split", "dev", "--jobs", "2"],
      // The runner's folders lie inside of the server's.
      { TMPDIR: folder, TF_PLUGIN_MIRROR: "", TF_CLI_CONFIG_FILE: "/dev/null" },
    );
    const totals = /(\d+) passed, (\d+) failed\s*$/.exec(told);
    expect(totals, told.slice(-2000)).not.toBeNull();
    const [passed, failed] = [Number(totals?.[1]), Number(totals?.[2])];
    console.log(told.trimEnd().split("\n").slice(-20).join("\n"));
    expect(passed / (passed + failed)).toBeGreaterThanOrEqual(SHARE);
  } finally {
    run(PROGRAM, ["stop"]);
    rmSync(folder, { recursive: true, force: true });
  }
});
