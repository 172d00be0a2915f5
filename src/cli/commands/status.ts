/** `terrarium status [-json]`: whether a server runs for this folder. Exit code 3 when none does. */
import { serverStatus } from "../background/client.ts";
import { findServer } from "../background/folder.ts";
import type { Command } from "../command.ts";

const NOT_RUNNING = 3;

export const status: Command = async (args, terminal) => {
  const json = args.includes("-json") || args.includes("--json");
  const server = findServer(terminal.directory, terminal.environment);
  if (!server) {
    terminal.stdout.write(json ? `${JSON.stringify({ running: false })}\n` : "No server is running for this folder.\n");
    return NOT_RUNNING;
  }
  let found: Awaited<ReturnType<typeof serverStatus>>;
  try {
    found = await serverStatus(server.socket);
  } catch (error) {
    terminal.stderr.write(`Error: ${(error as Error).message}\n`);
    return 1;
  }
  if (json) {
    terminal.stdout.write(`${JSON.stringify({ running: true, ...found })}\n`);
    return 0;
  }
  const rows: readonly (readonly [string, string])[] = [
    ["Endpoint", found.endpoint],
    ["Folder", found.directory],
    ["Data", found.ephemeral ? "in memory, gone when the server stops" : "kept in .terrarium/data"],
    ["Process", `${found.pid}, ${Math.round(found.memory / 1_048_576)} MB`],
    ["Started", new Date(found.startedAt).toISOString()],
    ["Version", found.version],
  ];
  terminal.stdout.write(rows.map(([name, value]) => `${name.padEnd(10)}${value}\n`).join(""));
  return 0;
};
