/** Starts a server for a folder in the background and waits until it is ready. */
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FOLDER, findServer, type ServerRecord } from "./folder.ts";

const READY_WITHIN = 30_000;

/** Resolves with the server's record; throws with the end of its log when it does not come up. */
export async function launchServer(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = [],
): Promise<ServerRecord> {
  const folder = join(directory, FOLDER);
  mkdirSync(folder, { recursive: true });
  // The folder ignores itself, so that no project has to list it.
  writeFileSync(join(folder, ".gitignore"), "*\n");
  const logFile = join(folder, "server.log");
  const log = openSync(logFile, "w", 0o600);
  const child = spawn(process.execPath, [process.argv[1] as string, "start", "--background", ...args], {
    cwd: directory,
    env: { ...environment, TERRARIUM_PORT: undefined },
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  const ready = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), READY_WITHIN);
    const end = (value: boolean): void => {
      clearTimeout(timer);
      resolve(value);
    };
    child.once("message", () => end(true));
    child.once("exit", () => end(false));
    child.once("error", () => end(false));
  });
  if (child.connected) child.disconnect();
  child.unref();
  const record = ready ? findServer(directory, {}) : undefined;
  if (!record) throw new Error(`The server did not start:\n${tail(logFile)}`);
  return record;
}

function tail(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-20).join("\n");
}
