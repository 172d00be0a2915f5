/**
 * Terraform is told the process of the providers that it is given, and kills it when their socket is gone. For a shell's
 * terraforms that is a process of its own which does nothing and ends with this one, never the server with its cloud.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export class StandInProcess {
  #process: ChildProcess | undefined;

  /** Started when it is asked for, and again when it has been killed. */
  async pid(): Promise<number> {
    if (!this.#process || this.#process.exitCode !== null || this.#process.signalCode !== null) {
      // It waits for input that never comes, until this end of the pipe is closed, by whatever end this process finds.
      const started = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
      await once(started, "spawn");
      started.on("error", () => undefined).unref();
      this.#process = started;
    }
    return this.#process.pid as number;
  }

  end(): void {
    this.#process?.stdin?.destroy();
  }
}
