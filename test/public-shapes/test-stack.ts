/** What these tests start from: a cloud on which a stack has been planned and applied already, and an empty folder. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { apply, destroy } from "../../src/cli/commands/apply.ts";
import type { plan } from "../../src/cli/commands/plan.ts";
import { serviceRegistry } from "../../src/services/registry.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { runCommand } from "../support/run-command.ts";

/** How long that may take on a loaded machine. */
const WARMING = 180_000;

/** Whichever case came first would pay for the translation of a thousand files within its own time limit. */
async function warmCloud(): Promise<TestCloud> {
  await Promise.all(Object.values(serviceRegistry).map((service) => service.load()));
  const cloud = await startTestCloud();
  const directory = mkdtempSync(join(tmpdir(), "terrarium-warm-"));
  writeFileSync(join(directory, "main.tf"), 'resource "aws_cloudwatch_log_group" "g" {\n  name = "/warm"\n}\n');
  for (const command of [apply, destroy]) await runCommand(directory, command, ["-auto-approve"], cloud.cloud);
  rmSync(directory, { recursive: true });
  return cloud;
}

/** One cloud for the tests of a file, and a folder of its own for each of them. */
export function testStack() {
  let cloud: TestCloud;
  let directory: string;
  beforeAll(async () => {
    cloud = await warmCloud();
  }, WARMING);
  afterAll(() => cloud.stop());
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "terrarium-shape-"));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  return {
    cloud: () => cloud.cloud,
    read: (name: string): string => readFileSync(join(directory, name), "utf8"),
    write(name: string, text: string): void {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    },
    run: (...[command, ...args]: [typeof plan, ...string[]]) => runCommand(directory, command, args, cloud.cloud),
  };
}
