/** A cloud on which a stack has been planned and applied already. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apply, destroy } from "../../src/cli/commands/apply.ts";
import { serviceRegistry } from "../../src/services/registry.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { runCommand } from "../support/run-command.ts";

/** Whichever case came first would pay for the translation of a thousand files within its own time limit. */
export async function warmCloud(): Promise<TestCloud> {
  await Promise.all(Object.values(serviceRegistry).map((service) => service.load()));
  const cloud = await startTestCloud();
  const directory = await mkdtemp(join(tmpdir(), "terrarium-warm-"));
  await writeFile(join(directory, "main.tf"), 'resource "aws_cloudwatch_log_group" "g" {\n  name = "/warm"\n}\n');
  for (const command of [apply, destroy]) await runCommand(directory, command, ["-auto-approve"], cloud.cloud);
  await rm(directory, { recursive: true });
  return cloud;
}

/** How long that may take on a loaded machine. */
export const WARMING = 180_000;
