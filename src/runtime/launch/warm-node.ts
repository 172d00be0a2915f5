/**
 * Node processes that have started before there is a function for them. Starting Node takes some 50 ms; handing a
 * function to one that waits takes a millisecond. A waiting process is kept only while functions of Node exist. The
 * socket over which it is told what to be is its connection to the Runtime API from then on.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { FunctionProcess } from "./function-process.ts";
import type { Launcher, LaunchRequest } from "./launcher.ts";
import { exitOf, ProcessTree } from "./process-tree.ts";
import { bindScript, functionBinds, SANDBOX_LAYOUT, type SandboxPlan } from "./sandbox.ts";
import { SandboxShell } from "./sandbox-shell.ts";
import { plainLayout } from "./spawned.ts";

interface WaitingNode {
  readonly process: FunctionProcess;
  readonly control: Socket;
  readonly shell?: SandboxShell;
}

export class WarmNode implements Launcher {
  readonly #plan: SandboxPlan;
  readonly #sandboxed: boolean;
  readonly #executable: string;
  readonly #size: number;
  readonly #waiting: WaitingNode[] = [];
  #refill: NodeJS.Timeout | undefined;

  constructor(plan: SandboxPlan, sandboxed: boolean, executable: string, size: number) {
    this.#plan = plan;
    this.#sandboxed = sandboxed;
    this.#executable = executable;
    this.#size = size;
  }

  /** Lets processes start so that the next launches find them; a little later, so as not to slow down what runs now. */
  warm(delay: number): void {
    if (this.#refill || this.#waiting.length >= this.#size) return;
    this.#refill = setTimeout(() => {
      this.#refill = undefined;
      this.#waiting.push(this.#spawn(["--warm", "--rehearse"]));
      this.warm(delay);
    }, delay);
    this.#refill.unref();
  }

  async launch(request: LaunchRequest): Promise<FunctionProcess> {
    const node = this.#waiting.shift() ?? this.#spawn(["--warm"]);
    this.warm(REFILL_DELAY);
    const layout = this.#sandboxed ? SANDBOX_LAYOUT : plainLayout(this.#plan, request);
    const { codeDirectory, optDirectory } = request.version;
    const binds = functionBinds(this.#plan, { code: codeDirectory, opt: optDirectory, tmp: request.tmpDirectory });
    const [environment] = await Promise.all([request.environment(layout), node.shell?.complete(bindScript(binds))]);
    node.control.write(`${JSON.stringify({ environment, directory: layout.taskRoot })}\n`);
    request.connected(node.control);
    return node.process;
  }

  close(): void {
    clearTimeout(this.#refill);
    for (const { process } of this.#waiting.splice(0)) process.kill();
  }

  #spawn(options: readonly string[]): WaitingNode {
    const node = this.#sandboxed ? this.#spawnInSandbox(options) : this.#spawnPlain(options);
    node.control.on("error", () => undefined);
    void node.process.exited.then(() => {
      const at = this.#waiting.indexOf(node);
      if (at >= 0) this.#waiting.splice(at, 1);
    });
    return node;
  }

  #spawnInSandbox(options: readonly string[]): WaitingNode {
    const shell = new SandboxShell(this.#plan);
    shell.start([this.#executable, join(SANDBOX_LAYOUT.runtimeDirectory, "node/main.cjs"), ...options]);
    shell.run("exec 3<&-\n");
    return { process: shell.process, control: shell.control, shell };
  }

  #spawnPlain(options: readonly string[]): WaitingNode {
    const command = [this.#executable, join(this.#plan.runtimeDirectory, "node/main.cjs"), ...options];
    const tied = existsSync(SETPRIV) ? [SETPRIV, "--pdeathsig", "KILL", "--"] : [];
    const child = spawn("sh", ["-c", 'exec "$@" 2>&1', "sh", ...tied, ...command], {
      cwd: "/",
      env: {},
      stdio: ["ignore", "pipe", "ignore", "pipe"],
      detached: true,
    });
    child.unref();
    const control = child.stdio[3] as Socket;
    return { process: new ProcessTree(child, child.stdout as Readable, exitOf(child)), control };
  }
}

const REFILL_DELAY = 20;
const SETPRIV = "/usr/bin/setpriv";
