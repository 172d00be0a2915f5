/**
 * Decides where an engine command runs: in the folder's server when one is up, in a new one when the configuration
 * needs a cloud, else in this process.
 */
import type { Terminal } from "../command.ts";
import { runRemote } from "./client.ts";
import { needsCloud } from "./needs-cloud.ts";
import { runningServer } from "./running-server.ts";

export async function runWithCloud(
  name: string,
  args: readonly string[],
  terminal: Terminal,
  place: "engine" | "cloud",
  here: () => Promise<number>,
): Promise<number> {
  const server = await runningServer(terminal.directory, terminal.environment);
  if (place === "engine") {
    if (!(await needsCloud(terminal.directory))) {
      (await import("../young-generation.ts")).keepYoungGenerationSmall();
      return here();
    }
  } else if (!server) {
    terminal.stderr.write(
      "Error: No server is running for this folder.\n\n" +
        "Start one with `terrarium start -d`, or apply a configuration with aws resources.\n",
    );
    return 1;
  }
  try {
    if (server) return await runRemote(server.socket, name, args, terminal);
    const { ensureServer } = await import("./ensure-server.ts");
    const started = await ensureServer(terminal);
    return await runRemote(started.socket, name, args, terminal);
  } catch (error) {
    terminal.stderr.write(`Error: ${(error as Error).message}\n`);
    return 1;
  }
}
