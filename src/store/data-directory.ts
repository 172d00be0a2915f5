/** A data folder on disk: what format it has, and that only one process uses it. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLogFiles, logHasRecords } from "./log.ts";
import { StoreError } from "./store-error.ts";

/** Raised whenever older versions would misread what is written. */
const currentFormat = 1;

/** The LMDB file in a data folder. */
export const databaseName = "data.mdb";

const formatPath = (directory: string): string => join(directory, "format.json");

/** To be called once all data files are there: a folder with a format is a complete one. */
export function completeDirectory(directory: string, version?: string): void {
  const path = formatPath(directory);
  if (existsSync(path)) return;
  writeFileSync(`${path}.new`, JSON.stringify({ format: currentFormat, version }));
  renameSync(`${path}.new`, path);
}

/** Makes the folder ready and takes its lock. Returns the function that gives the lock back. */
export function claimDirectory(directory: string, version?: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const unlock = lock(directory);
  try {
    checkFormat(directory, version);
    return unlock;
  } catch (error) {
    unlock();
    throw error;
  }
}

function checkFormat(directory: string, version: string | undefined): void {
  const path = formatPath(directory);
  const database = join(directory, databaseName);
  if (!existsSync(path)) {
    // Either a new folder, or one whose making was interrupted: then nothing was ever acknowledged.
    if (logHasRecords(directory)) throw damaged(path);
    if (existsSync(database)) unlinkSync(database);
    createLogFiles(directory);
    return;
  }
  if (!existsSync(database)) throw damaged(database);
  const found = readFormat(path);
  if (found.format > currentFormat) {
    throw new StoreError(
      "newer-format",
      `The data in ${directory} was written by ${named(found.version, "a newer version")} in format ${found.format}; ${named(version, "this version")} reads formats up to ${currentFormat}. Use the version that wrote it, or another folder`,
    );
  }
}

function named(version: unknown, otherwise: string): string {
  return `${typeof version === "string" ? `version ${version}` : otherwise} of Terrarium`;
}

function readFormat(path: string): { readonly format: number; readonly version?: unknown } {
  try {
    const { format, version } = JSON.parse(readFileSync(path, "utf8")) as { format?: unknown; version?: unknown };
    if (typeof format === "number") return { format, version };
  } catch (error) {
    throw damaged(path, error);
  }
  throw damaged(path);
}

function damaged(path: string, cause?: unknown): StoreError {
  return new StoreError("damaged", `The data file ${path} is missing or damaged; restore the folder from a copy`, {
    cause,
  });
}

interface Holder {
  readonly pid: number;
  /** Tells the process from a later one that was given the same number. */
  readonly born: string;
}

function lock(directory: string): () => void {
  const path = join(directory, "lock");
  const own: Holder = { pid: process.pid, born: bornOf(process.pid) };
  const text = JSON.stringify(own);
  for (;;) {
    try {
      writeFileSync(path, text, { flag: "wx", mode: 0o600 });
      // Somebody may have removed the whole directory meanwhile.
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) {
        // On a full disk the file is made and stays empty.
        rmSync(path, { force: true });
        throw error;
      }
    }
    const held = readLock(path);
    if (held === undefined) continue;
    const holder = parseHolder(held);
    if (holder && bornOf(holder.pid) !== "" && bornOf(holder.pid) === holder.born) {
      throw new StoreError(
        "in-use",
        `The data folder ${directory} is in use by process ${holder.pid}. Stop it, or use another folder`,
      );
    }
    removeStale(path, held);
  }
}

// Of two processes that find the same stale lock, only one may remove it: renaming decides which.
function removeStale(path: string, held: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  // What was moved aside is a new owner's lock: back with it.
  if (readLock(aside) !== held) renameSync(aside, path);
  else unlinkSync(aside);
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder>;
    return typeof holder.pid === "number" && typeof holder.born === "string"
      ? { pid: holder.pid, born: holder.born }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Empty for a process that does not exist or has ended; where the system does not tell, just that it exists. */
function bornOf(pid: number): string {
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
      const [state = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      // A killed process stays in the table until its parent asks about it.
      if (/^[ZX]/.test(state)) return "";
      const startTime = fields[18] ?? "";
      return `${readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim()}:${startTime}`;
    } catch {
      return "";
    }
  }
  try {
    process.kill(pid, 0);
    return "alive";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM" ? "alive" : "";
  }
}
