/**
 * The lock of a state: held by a process as long as it lives, never left behind. As with Terraform the file
 * `.NAME.lock.info` tells who holds it but locks nothing by itself. On Linux the lock is a socket in the abstract
 * namespace, which the kernel closes with the process; elsewhere the holder named in the info file must be alive.
 */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { hostname, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TERRAFORM_VERSION } from "../config/terraform-version.ts";
import { replaceFile } from "./state-store.ts";

export interface LockInfo {
  readonly ID: string;
  readonly Operation: string;
  readonly Info: string;
  readonly Who: string;
  readonly Version: string;
  /** RFC 3339 with nanoseconds. */
  readonly Created: string;
  readonly Path: string;
}

export class LockedError extends Error {
  readonly info: LockInfo | undefined;
  constructor(info: LockInfo | undefined) {
    super("resource temporarily unavailable");
    this.info = info;
  }
}

export interface Lock {
  readonly info: LockInfo;
  release(): void;
}

export const lockInfoPath = (statePath: string): string =>
  join(dirname(statePath), `.${basename(statePath)}.lock.info`);

/** Waits up to `timeout` milliseconds for another holder; `onWait` hears that it has to. */
export async function acquireLock(
  statePath: string,
  displayPath: string,
  operation: string,
  timeout: number,
  onWait?: () => void,
): Promise<Lock> {
  mkdirSync(dirname(statePath), { recursive: true });
  const deadline = Date.now() + timeout;
  let told = false;
  for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
    const server = await tryLock(statePath);
    if (server) return hold(statePath, displayPath, operation, server);
    const left = deadline - Date.now();
    if (left <= 0) throw new LockedError(readLockInfo(statePath));
    if (!told) onWait?.();
    told = true;
    await sleep(Math.min(pause, left));
  }
}

function hold(statePath: string, displayPath: string, operation: string, server: Server): Lock {
  const now = new Date();
  const info: LockInfo = {
    ID: randomUUID(),
    Operation: operation,
    Info: "",
    Who: `${userInfo().username}@${hostname()}`,
    Version: TERRAFORM_VERSION,
    Created: now.toISOString().replace("Z", "000000Z"),
    Path: displayPath,
  };
  replaceFile(lockInfoPath(statePath), JSON.stringify(info));
  return {
    info,
    release() {
      rmSync(lockInfoPath(statePath), { force: true });
      server.close();
    },
  };
}

/** Undefined when somebody else holds it. */
async function tryLock(statePath: string): Promise<Server | undefined> {
  if (heldByOtherProgram(statePath)) return undefined;
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen(lockAddress(statePath), () => {
      server.unref();
      resolve(server);
    });
  });
}

/** The same for every path to the same file. */
function lockAddress(statePath: string): string {
  const folder = statSync(dirname(statePath));
  const name = `terrarium-state-${folder.dev}-${folder.ino}-${basename(statePath)}`.slice(0, 100);
  if (process.platform === "linux") return `\0${name}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(dirname(statePath), `.${name}.lock`);
}

/** Whether a real terraform holds its POSIX lock on the file; Linux lists these. It tells of itself in the info file. */
function heldByOtherProgram(statePath: string): boolean {
  if (process.platform !== "linux" || !existsSync(lockInfoPath(statePath))) return false;
  try {
    const { ino } = statSync(statePath);
    const locks = readFileSync("/proc/locks", "utf8");
    return locks.split("\n").some((line) => /POSIX\s+ADVISORY\s+WRITE/.test(line) && line.includes(`:${ino} `));
  } catch {
    return false;
  }
}

export function readLockInfo(statePath: string): LockInfo | undefined {
  try {
    return JSON.parse(readFileSync(lockInfoPath(statePath), "utf8")) as LockInfo;
  } catch {
    return undefined;
  }
}

/** As Go prints the value in messages. */
export function printLockInfo(info: LockInfo): string {
  const created = info.Created.replace("T", " ").replace(/Z$/, " +0000 UTC");
  return [
    "Lock Info:",
    `  ID:        ${info.ID}`,
    `  Path:      ${info.Path}`,
    `  Operation: ${info.Operation}`,
    `  Who:       ${info.Who}`,
    `  Version:   ${info.Version}`,
    `  Created:   ${created}`,
    `  Info:      ${info.Info}`,
    "",
  ].join("\n");
}
