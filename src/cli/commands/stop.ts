/** `terrarium stop`: ends the server of this folder, its functions' processes included. */

import { stopServer } from "../background/client.ts";
import { findServer } from "../background/folder.ts";
import { processEnded } from "../background/running-server.ts";
import type { Command } from "../command.ts";

/** Longer than a server takes that lets running requests end. */
const KILL_AFTER = 4_000;

/** Returns when the process is gone, so that another server can have its data at once. */
export const stop: Command = async (_args, terminal) => {
  const server = findServer(terminal.directory, terminal.environment);
  if (!server) {
    terminal.stdout.write("No server is running for this folder.\n");
    return 0;
  }
  await stopServer(server.socket, KILL_AFTER);
  if (!(await processEnded(server.pid, KILL_AFTER))) {
    process.kill(server.pid, "SIGKILL");
    await processEnded(server.pid, KILL_AFTER);
  }
  terminal.stdout.write(`Stopped the server at ${server.endpoint}.\n`);
  return 0;
};
