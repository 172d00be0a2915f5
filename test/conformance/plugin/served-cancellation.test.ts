/** Ctrl-C at the real terraform, while one of our providers creates something. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StandInProcess } from "../../../src/cli/background/stand-in-process.ts";
import { type ServedProviders, serveProviders } from "../../../src/plugin/serve/reattach.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { isThere, terraform } from "./terraform.ts";

const ENVIRONMENT = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

describe.skipIf(!isThere)("an interrupted apply", () => {
  let cloud: TestCloud;
  let directory: string;
  let served: ServedProviders;
  const standIn = new StandInProcess();

  beforeEach(async () => {
    cloud = await startTestCloud();
    directory = await mkdtemp(join(tmpdir(), "served-stack-"));
    const host = { cloud: async () => cloud.cloud, directory, environment: ENVIRONMENT };
    served = await serveProviders(directory, host, await standIn.pid());
  });
  afterEach(async () => {
    await served?.close();
    await cloud?.stop();
    standIn.end();
    await rm(directory, { recursive: true });
  });

  const run = (args: readonly string[], interrupt?: AbortSignal) =>
    terraform(directory, served.reattach, args, ENVIRONMENT, interrupt);
  const configuration = (pause: string): Promise<void> =>
    writeFile(
      join(directory, "main.tf"),
      `
resource "aws_sfn_activity" "before" {
  name = "before"
}
resource "time_sleep" "pause" {
  create_duration = "${pause}"
  depends_on      = [aws_sfn_activity.before]
}
resource "aws_sfn_activity" "after" {
  name       = "after"
  depends_on = [time_sleep.pause]
}
`,
    );
  const activities = async (): Promise<string[]> => {
    const { activities: found } = await cloud.cloud.call("sfn", "ListActivities", {});
    return (found as readonly { readonly name: string }[]).map(({ name }) => name).sort();
  };

  // StopProvider ends the wait of ten minutes; terraform then ends by itself.
  test("ends with a state of what has been made, and the next one carries on", async () => {
    await configuration("10m");
    const interrupt = new AbortController();
    const interrupted = run(["apply", "-input=false", "-auto-approve", "-no-color"], interrupt.signal);
    await expect
      .poll(() => readFile(join(directory, "terraform.tfstate"), "utf8").catch(() => ""), { timeout: 20_000 })
      .toContain("activity:before");
    interrupt.abort();
    const { code, stdout, stderr } = await interrupted;
    expect(code, stdout + stderr).toBe(1);
    expect(stdout).toContain("Interrupt received.");
    expect(stderr).toContain("execution halted");
    expect(await activities()).toEqual(["before"]);
    const listed = (await run(["state", "list"])).stdout.trim().split("\n");
    expect(listed).toContain("aws_sfn_activity.before");
    expect(listed).not.toContain("aws_sfn_activity.after");
    await configuration("1ms");
    const next = await run(["apply", "-input=false", "-auto-approve", "-no-color"]);
    expect(next.code, next.stdout + next.stderr).toBe(0);
    expect(await activities()).toEqual(["after", "before"]);
    expect((await run(["plan", "-input=false", "-detailed-exitcode"])).code).toBe(0);
  });
});
