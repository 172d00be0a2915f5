/** The shell that is the first process of a sandbox: runs commands there and starts the function's process. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import type { Socket } from "node:net";
import type { Readable, Writable } from "node:stream";
import type { ExitStatus, FunctionProcess } from "./function-process.ts";
import { exitOf, ProcessTree, statusFromShell } from "./process-tree.ts";
import { namespaceCommand, quote, rootScript, type SandboxPlan, UNPRIVILEGED } from "./sandbox.ts";

export class SandboxShell {
  readonly process: FunctionProcess;
  readonly #child: ChildProcess;
  readonly #stdin: Writable;
  #exited: (status: ExitStatus) => void = () => undefined;
  #mounted: () => void = () => undefined;
  #report = "";

  constructor(plan: SandboxPlan) {
    const [command = "", ...args] = namespaceCommand({ processTree: true });
    this.#child = spawn(command, args, {
      stdio: ["pipe", "pipe", "pipe", "pipe"],
      detached: true,
      env: SHELL_ENVIRONMENT,
    });
    this.#child.unref();
    const { stdin, stdout, stderr } = this.#child as ChildProcessByStdio<Writable, Readable, Readable>;
    this.#stdin = stdin;
    stdin.on("error", () => undefined);
    const reported = new Promise<ExitStatus>((resolve) => {
      this.#exited = resolve;
    });
    stderr.setEncoding("utf8").on("data", (text: string) => this.#read(text));
    // The namespaces are gone when the function's process has ended on its own, or when they were killed.
    const exited = Promise.race([reported, exitOf(this.#child)]);
    void reported.then(() => this.process.kill());
    this.process = new ProcessTree(this.#child, stdout, exited, () => this.run("kill -TERM $runtime\n"));
    this.run(rootScript(plan, { processTree: true }));
  }

  /** The socket that the function's process has as file descriptor 3. */
  get control(): Socket {
    return this.#child.stdio[3] as Socket;
  }

  run(script: string): void {
    this.#stdin.write(script);
  }

  /** Runs commands and resolves when they are done. */
  async complete(script: string): Promise<void> {
    const done = new Promise<void>((resolve) => {
      this.#mounted = resolve;
    });
    this.run(`${script}echo done >&2\n`);
    await Promise.race([done, this.process.exited]);
  }

  /** Starts the function's process in the background: when it ends, so does the sandbox. */
  start(command: readonly string[], environment?: Readonly<Record<string, string>>, directory = "/"): void {
    const wait = "wait $child; code=$?; if kill -0 $child 2>/dev/null; then wait $child; code=$?; fi";
    const run = `${detached(command, environment)} & child=$!; trap "kill -TERM $child" TERM; ${wait}`;
    this.run(`(cd ${quote(directory)}; ${run}; echo exit $code >&2) & runtime=$!\n`);
  }

  /** Starts another process in the background, whose end changes nothing. */
  startBeside(command: readonly string[], environment: Readonly<Record<string, string>>): void {
    this.run(`${detached(command, environment)} &\n`);
  }

  #read(text: string): void {
    this.#report += text;
    for (let end = this.#report.indexOf("\n"); end >= 0; end = this.#report.indexOf("\n")) {
      const line = this.#report.slice(0, end);
      this.#report = this.#report.slice(end + 1);
      if (line === "done") this.#mounted();
      const code = /^exit (\d+)$/.exec(line)?.[1];
      if (code !== undefined) this.#exited(statusFromShell(Number(code)));
    }
  }
}

const SHELL_ENVIRONMENT = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" };

/** A command with an environment of its own, without privileges or input, and with errors where output goes. */
function detached(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = SHELL_ENVIRONMENT,
): string {
  const variables = Object.entries(environment).map(([name, value]) => quote(`${name}=${value}`));
  return `env -i ${variables.join(" ")} ${UNPRIVILEGED} ${command.map(quote).join(" ")} </dev/null 2>&1`;
}
