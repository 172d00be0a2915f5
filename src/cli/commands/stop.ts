/** `terrarium stop`: ends the server of this folder, its functions' processes included. */
import { stopServer } from "../background/client.ts";
import { findServer } from "../background/folder.ts";
import type { Command } from "../command.ts";

export const stop: Command = async (_args, terminal) => {
  const server = findServer(terminal.directory, terminal.environment);
  if (!server) {
    terminal.stdout.write("No server is running for this folder.\n");
    return 0;
  }
  await stopServer(server.socket);
  terminal.stdout.write(`Stopped the server at ${server.endpoint}.\n`);
  return 0;
};
