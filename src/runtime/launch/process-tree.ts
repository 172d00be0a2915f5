/**
 * A function's process that this program spawned itself. In the sandbox the spawned process is the one that made the
 * namespaces, with a shell inside that starts the function and tells on standard error how it ended; outside it is the
 * function itself. Either way it leads a process group, through which everything is frozen and ended.
 */
import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { type ExitStatus, type FunctionProcess, signalGroup, TreeMemory } from "./function-process.ts";

const SIGNALS: Readonly<Record<number, string>> = { 134: "SIGABRT", 137: "SIGKILL", 139: "SIGSEGV", 143: "SIGTERM" };

export class ProcessTree implements FunctionProcess {
  readonly output: Readable;
  readonly exited: Promise<ExitStatus>;
  readonly memory: TreeMemory | undefined;
  readonly #child: ChildProcess;
  readonly #terminate: (() => void) | undefined;

  constructor(child: ChildProcess, output: Readable, exited: Promise<ExitStatus>, terminate?: () => void) {
    this.#child = child;
    this.output = output;
    this.exited = exited;
    this.#terminate = terminate;
    this.memory = child.pid === undefined ? undefined : new TreeMemory(child.pid);
  }

  kill(): void {
    this.#signal("SIGKILL");
  }

  terminate(): void {
    if (this.#terminate) this.#terminate();
    else this.#signal("SIGTERM");
  }

  freeze(): void {
    this.#signal("SIGSTOP");
  }

  thaw(): void {
    this.#signal("SIGCONT");
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child.pid !== undefined && this.#child.exitCode === null) signalGroup(this.#child.pid, signal);
  }
}

/** How a process ended that this program is the parent of. */
export function exitOf(child: ChildProcess): Promise<ExitStatus> {
  return new Promise((resolve) => {
    child.on("error", () => resolve({ code: 127 }));
    child.on("exit", (code, signal) => resolve({ code: code ?? 0, ...(signal && { signal }) }));
  });
}

/** How a process ended whose number a shell reported, where 128 and more may mean a signal. */
export function statusFromShell(code: number): ExitStatus {
  const signal = SIGNALS[code];
  return { code, ...(signal !== undefined && { signal }) };
}
