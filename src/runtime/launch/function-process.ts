/** A function's process, or the tree of them inside its namespaces, as one thing that can be frozen and ended. */
import { closeSync, openSync, readSync } from "node:fs";
import type { Readable } from "node:stream";

export interface ExitStatus {
  readonly code: number;
  /** Name such as SIGKILL, when a signal ended it. */
  readonly signal?: string;
}

export interface FunctionProcess {
  readonly exited: Promise<ExitStatus>;
  /** Standard output and error, in the order written. */
  readonly output: Readable;
  kill(): void;
  /** Asks the function's own processes to end. */
  terminate(): void;
  freeze(): void;
  thaw(): void;
  /** What its processes use; undefined before there are any. */
  readonly memory: TreeMemory | undefined;
}

/** Sends a signal to every process of a group; one that is gone already is no error. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** How long a list of descendants is taken to be true. */
const SAME_TREE = 1000;

/** Memory of a process and its descendants, from /proc; zero where there is none. */
export class TreeMemory {
  readonly #pid: number;
  #pids: readonly number[] = [];
  #listedAt = Number.NEGATIVE_INFINITY;

  constructor(pid: number) {
    this.#pid = pid;
  }

  /** Bytes in use now: little to read, as it is asked for several times a second while a function runs. */
  current(): number {
    let pages = 0;
    for (const pid of this.#tree()) pages += Number(readSmall(`/proc/${pid}/statm`).split(" ")[1] ?? 0);
    return pages * PAGE;
  }

  /** The most bytes that the processes there are have used. */
  peak(): number {
    let kilobytes = 0;
    this.#listedAt = Number.NEGATIVE_INFINITY;
    for (const pid of this.#tree()) {
      kilobytes += Number(/^VmHWM:\s+(\d+)/m.exec(readSmall(`/proc/${pid}/status`))?.[1] ?? 0);
    }
    return kilobytes * 1024;
  }

  #tree(): readonly number[] {
    const now = performance.now();
    if (now - this.#listedAt < SAME_TREE) return this.#pids;
    const pids = [this.#pid];
    for (const pid of pids) {
      for (const child of readSmall(`/proc/${pid}/task/${pid}/children`).split(" ")) {
        if (child !== "") pids.push(Number(child));
      }
    }
    this.#pids = pids;
    this.#listedAt = now;
    return pids;
  }
}

/** Node runs on no Linux with other pages, but for some ARM servers, where this guesses too low and stops nobody. */
const PAGE = 4096;
const buffer = Buffer.allocUnsafe(8192);

/** A file of /proc, which has no size to go by; empty when the process has ended, or this system has no /proc. */
function readSmall(path: string): string {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return "";
  }
  try {
    return buffer.toString("latin1", 0, readSync(file, buffer, 0, buffer.length, 0));
  } catch {
    return "";
  } finally {
    closeSync(file);
  }
}
