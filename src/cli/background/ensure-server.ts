/** The folder's running server, started now when there is none. */
import type { Terminal } from "../command.ts";
import type { ServerRecord } from "./folder.ts";
import { launchServer } from "./launch.ts";
import { runningServer } from "./running-server.ts";

export async function ensureServer(terminal: Terminal): Promise<ServerRecord> {
  const server = await runningServer(terminal.directory, terminal.environment);
  if (server) return server;
  if (terminal.environment["TERRARIUM_PORT"]) {
    throw new Error(`No server of this user is running on TERRARIUM_PORT ${terminal.environment["TERRARIUM_PORT"]}`);
  }
  return launchServer(terminal.directory, terminal.environment);
}
