/**
 * A Python process that has imported what handlers import and is forked for every execution environment (its own side
 * is assets/python/zygote.py). One per interpreter, started when the first function needs it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { deferred } from "../deferred.ts";
import { pythonLayerPaths } from "../environment-variables.ts";
import { type ExitStatus, type FunctionProcess, signalGroup, TreeMemory } from "./function-process.ts";
import type { Launcher, LaunchRequest } from "./launcher.ts";
import { functionBinds, namespaceCommand, quote, rootScript, SANDBOX_LAYOUT, type SandboxPlan } from "./sandbox.ts";
import { plainLayout } from "./spawned.ts";

interface Fork {
  readonly forked: (pid: number) => void;
  readonly connected: (output: Socket) => void;
  readonly exited: (status: ExitStatus) => void;
}

const SIGNAL_NAMES: Readonly<Record<number, string>> = { 6: "SIGABRT", 9: "SIGKILL", 11: "SIGSEGV", 15: "SIGTERM" };

export interface PythonInstallation {
  readonly executable: string;
  readonly version: string;
  /** The folder of boto3, where there is one on this machine. */
  readonly sdk?: string | undefined;
  /** Folders that functions have to see. */
  readonly folders: readonly string[];
}

export class PythonZygote implements Launcher {
  readonly #plan: SandboxPlan;
  readonly #sandboxed: boolean;
  readonly #python: PythonInstallation;
  readonly #forks = new Map<string, Fork>();
  readonly #socketPath: string;
  #child: ChildProcess | undefined;
  #server: Server | undefined;
  #events = "";

  constructor(plan: SandboxPlan, sandboxed: boolean, python: PythonInstallation) {
    this.#plan = plan;
    this.#sandboxed = sandboxed;
    this.#python = python;
    this.#socketPath = join(plan.directory, "tmp", `zygote-python${python.version}.sock`);
  }

  /** Starts the process, so that the first launch finds it ready. */
  warm(): void {
    if (this.#child) return;
    rmSync(this.#socketPath, { force: true });
    this.#server = createServer((socket) => this.#accept(socket)).listen(this.#socketPath);
    this.#server.unref();
    const child = this.#spawn();
    this.#child = child;
    child.unref();
    child.on("error", () => this.#lost(child));
    child.on("exit", () => this.#lost(child));
    (child.stdio[3] as Writable).on("error", () => undefined);
    child.stdout?.setEncoding("utf8").on("data", (text: string) => this.#read(text));
  }

  async launch(request: LaunchRequest): Promise<FunctionProcess> {
    this.warm();
    const layout = this.#sandboxed ? SANDBOX_LAYOUT : plainLayout(this.#plan, request);
    const environment = await request.environment(layout);
    const { version, tmpDirectory } = request;
    const folders = { code: version.codeDirectory, opt: version.optDirectory, tmp: tmpDirectory };
    const order = {
      id: request.id,
      environment,
      directory: layout.taskRoot,
      ownDirectory: join(layout.runtimeDirectory, "python"),
      layerPaths: version.optDirectory === undefined ? [] : pythonLayerPaths(version.runtime, layout),
      output: this.#sandboxed ? `/.host/scratch/${this.#socketPath.split("/").at(-1)}` : this.#socketPath,
      mounts: { binds: functionBinds(this.#plan, folders), detach: ["/.host/scratch", "/.host/store"] },
    };
    const exited = deferred<ExitStatus>();
    const pid = deferred<number>();
    const output = deferred<Socket>();
    this.#forks.set(request.id, { forked: pid.resolve, connected: output.resolve, exited: exited.resolve });
    (this.#child?.stdio[3] as Writable | undefined)?.write(`${JSON.stringify(order)}\n`);
    // A child that ends before it connects has told what went wrong on the zygote's own standard error.
    const gone = exited.promise.then((status) => {
      throw new Error(`Python ended with ${status.code} before it could run the function`);
    });
    return forkedProcess(
      await Promise.race([pid.promise, gone]),
      await Promise.race([output.promise, gone]),
      exited.promise,
    );
  }

  close(): void {
    this.#server?.close();
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid !== undefined) signalGroup(child.pid, "SIGKILL");
    rmSync(this.#socketPath, { force: true });
  }

  #spawn(): ChildProcess {
    // Requests come on descriptor 3: a shell that reads its commands from standard input reads ahead.
    const folder = this.#sandboxed ? SANDBOX_LAYOUT.runtimeDirectory : this.#plan.runtimeDirectory;
    const { executable, sdk = "" } = this.#python;
    const start = `exec ${quote(executable)} -s ${quote(join(folder, "python/zygote.py"))} ${quote(sdk)}${this.#sandboxed ? " sandbox" : ""} <&3 3<&-\n`;
    const [command = "", ...args] = this.#sandboxed ? namespaceCommand({ processTree: false }) : ["sh"];
    const child = spawn(command, args, {
      cwd: "/",
      env: ENVIRONMENT,
      stdio: ["pipe", "pipe", "inherit", "pipe"],
      detached: true,
    });
    child.stdin?.on("error", () => undefined);
    child.stdin?.write(this.#sandboxed ? rootScript(this.#plan, { processTree: false }) + start : start);
    return child;
  }

  #accept(socket: Socket): void {
    socket.once("readable", () => {
      const line = readLine(socket);
      if (line === undefined) return socket.destroy();
      this.#forks.get(line)?.connected(socket);
    });
    socket.on("error", () => undefined);
  }

  #read(text: string): void {
    this.#events += text;
    for (let end = this.#events.indexOf("\n"); end >= 0; end = this.#events.indexOf("\n")) {
      const event = JSON.parse(this.#events.slice(0, end)) as ZygoteEvent;
      this.#events = this.#events.slice(end + 1);
      if (event.forked !== undefined) this.#forks.get(event.forked)?.forked(event.pid ?? 0);
      if (event.exited === undefined) continue;
      const signal = SIGNAL_NAMES[event.signal ?? 0];
      this.#forks.get(event.exited)?.exited({ code: event.code ?? 0, ...(signal !== undefined && { signal }) });
      this.#forks.delete(event.exited);
    }
  }

  /** The zygote is gone: so are its children, and the next launch starts another. */
  #lost(child: ChildProcess): void {
    if (this.#child === child) {
      this.#child = undefined;
      this.#server?.close();
    }
    for (const fork of this.#forks.values()) fork.exited({ code: 1, signal: "SIGKILL" });
    this.#forks.clear();
  }
}

interface ZygoteEvent {
  readonly forked?: string;
  readonly pid?: number;
  readonly exited?: string;
  readonly code?: number;
  readonly signal?: number;
}

const ENVIRONMENT = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", LC_CTYPE: "C.UTF-8" };

function forkedProcess(pid: number, output: Readable, exited: Promise<ExitStatus>): FunctionProcess {
  let running = true;
  void exited.then(() => {
    running = false;
  });
  const signal = (name: NodeJS.Signals) => {
    if (running) signalGroup(pid, name);
  };
  return {
    output,
    exited,
    kill: () => signal("SIGKILL"),
    terminate: () => signal("SIGTERM"),
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    memory: new TreeMemory(pid),
  };
}

/** Takes the first line off a stream and leaves the rest in it. */
function readLine(socket: Socket): string | undefined {
  const chunk = socket.read() as Buffer | null;
  if (chunk === null) return undefined;
  const end = chunk.indexOf(10);
  if (end < 0) return undefined;
  if (end + 1 < chunk.length) socket.unshift(chunk.subarray(end + 1));
  return chunk.toString("latin1", 0, end);
}
