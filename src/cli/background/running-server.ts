/** The folder's server, once it is sure that it takes commands: one that was just killed leaves its traces for a moment. */
import { connect } from "node:net";
import { findServer, isAlive, type ServerRecord } from "./folder.ts";

const POLL = 10;
/** A process that was killed is gone long before. */
const GONE_WITHIN = 3_000;

/** Undefined when there is none. One that refuses connections and does not end is returned: its user must be told. */
export async function runningServer(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ServerRecord | undefined> {
  const server = findServer(directory, environment);
  if (!server || (await takesConnections(server.socket))) return server;
  await processEnded(server.pid, GONE_WITHIN);
  return findServer(directory, environment);
}

/** Whether the process ends within that many milliseconds. */
export async function processEnded(pid: number, within: number): Promise<boolean> {
  for (let waited = 0; isAlive(pid); waited += POLL) {
    if (waited >= within) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  return true;
}

function takesConnections(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}
