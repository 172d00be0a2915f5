/**
 * A folder's `.terrarium/`: where its server keeps data, and how a command finds that server: `server.json` beside
 * the control socket. A server also leaves its name under its port, for `TERRARIUM_PORT`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";

export const FOLDER = ".terrarium";

/** What a running server says of itself on disk. */
export interface ServerRecord {
  readonly pid: number;
  readonly endpoint: string;
  readonly socket: string;
  readonly directory: string;
}

// The kernel's limit on socket paths is 108 bytes with the final zero (104 on macOS).
const SOCKET_PATH_LIMIT = 100;

/** The control socket's path: in the folder, or in a private folder of the user when that path would be too long. */
export function socketPath(directory: string): string {
  const path = join(directory, FOLDER, "control.sock");
  if (Buffer.byteLength(path) <= SOCKET_PATH_LIMIT) return path;
  // Loaded for this rare case alone: every command comes through this file.
  const { createHash } = process.getBuiltinModule("node:crypto");
  const name = createHash("sha256").update(directory).digest("hex").slice(0, 16);
  return join(userFolder(), `${name}.sock`);
}

function userFolder(): string {
  const folder = join(tmpdir(), `terrarium-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

const portFile = (port: number): string => join(userFolder(), `port-${port}.json`);
const recordFile = (directory: string): string => join(directory, FOLDER, "server.json");

/** Writes where the server is found. */
export function announce(record: ServerRecord): void {
  const text = JSON.stringify(record);
  writeFileSync(recordFile(record.directory), text, { mode: 0o600 });
  writeFileSync(portFile(portOf(record)), text, { mode: 0o600 });
}

/** Removes what `announce` wrote, unless another server has taken its place. */
export function withdraw(record: ServerRecord): void {
  for (const file of [recordFile(record.directory), portFile(portOf(record))]) {
    if (read(file)?.pid === record.pid) rmSync(file, { force: true });
  }
}

const portOf = (record: ServerRecord): number => Number(new URL(record.endpoint).port);

/** The running server of this folder or the nearest one above it, or the one on `TERRARIUM_PORT`. */
export function findServer(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): ServerRecord | undefined {
  const port = environment["TERRARIUM_PORT"];
  if (port !== undefined && port !== "") return alive(read(portFile(Number(port))));
  for (let at = directory; ; at = dirname(at)) {
    const record = alive(read(recordFile(at)));
    if (record) return record;
    if (dirname(at) === at) return undefined;
  }
}

function alive(record: ServerRecord | undefined): ServerRecord | undefined {
  return record && existsSync(record.socket) && isAlive(record.pid) ? record : undefined;
}

/** Whether there is a process of that id, and not just what is left of one that nobody has asked about yet. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return true;
  }
}

function read(file: string): ServerRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ServerRecord;
  } catch {
    return undefined;
  }
}
