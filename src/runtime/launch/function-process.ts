/** A function's process, or the tree of them inside its namespaces, as one thing that can be frozen and ended. */
import { readFileSync } from "node:fs";
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
  /** Bytes its processes use now, and the most they have used. */
  memory(): MemoryUse;
}

export interface MemoryUse {
  readonly current: number;
  readonly peak: number;
}

/** Sends a signal to every process of a group; one that is gone already is no error. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Memory of a process and its descendants, from /proc; zero where there is none. */
export function memoryOfTree(pid: number): MemoryUse {
  let current = 0;
  let peak = 0;
  const pending = [pid];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    try {
      const status = readFileSync(`/proc/${next}/status`, "latin1");
      current += 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      peak += 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      const children = readFileSync(`/proc/${next}/task/${next}/children`, "latin1");
      for (const child of children.split(" ")) if (child !== "") pending.push(Number(child));
    } catch {
      // It ended in between, or this system has no /proc.
    }
  }
  return { current, peak };
}
