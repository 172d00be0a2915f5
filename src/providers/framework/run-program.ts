/** Runs a program for a provider: looked up as Go's exec.LookPath does, output collected. */
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import type { ProviderHost } from "../../terraform/provider.ts";

/** A program that could not be started, in Go's words. */
export class StartFailure extends Error {}

export interface ProgramResult {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  /** As Go prints a process state: `exit status 2`, `signal: killed`. */
  readonly state: string;
}

/** The path of a program, or undefined with the reason in Go's words. */
export function lookUpProgram(
  name: string,
  host: ProviderHost,
): { readonly path: string } | { readonly reason: string } {
  if (name.includes("/")) {
    const problem = notExecutable(isAbsolute(name) ? name : resolve(host.directory, name));
    return problem === undefined
      ? { path: name }
      : { reason: `exec: ${JSON.stringify(name)}: stat ${name}: ${problem}` };
  }
  for (const folder of (host.environment["PATH"] ?? "").split(":")) {
    const path = join(folder || ".", name);
    if (notExecutable(path) === undefined) return { path };
  }
  return { reason: `exec: ${JSON.stringify(name)}: executable file not found in $PATH` };
}

function notExecutable(path: string): string | undefined {
  try {
    if (statSync(path).isDirectory()) return "is a directory";
    accessSync(path, constants.X_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EACCES" ? "permission denied" : "no such file or directory";
  }
}

/** Throws a StartFailure. */
export function runProgram(
  path: string,
  args: readonly string[],
  host: ProviderHost,
  options: { readonly input: string; readonly directory?: string | undefined },
): Promise<ProgramResult> {
  const { directory } = options;
  if (directory && !existsSync(resolve(host.directory, directory))) {
    return Promise.reject(new StartFailure(`chdir ${directory}: no such file or directory`));
  }
  return new Promise((done, fail) => {
    const child = spawn(path, [...args], {
      cwd: options.directory ? resolve(host.directory, options.directory) : host.directory,
      env: host.environment as NodeJS.ProcessEnv,
      stdio: ["pipe", "pipe", "pipe"],
      signal: host.signal,
      argv0: path,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    // A program that does not read its input closes the pipe; that is its right.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input);
    child.on("error", (error: NodeJS.ErrnoException) => {
      const reason = START_REASONS[error.code ?? ""];
      fail(reason === undefined ? error : new StartFailure(`fork/exec ${path}: ${reason}`));
    });
    child.on("close", (code, signal) =>
      done({
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr),
        exitCode: code ?? undefined,
        state: code === null ? `signal: ${SIGNAL_NAMES[signal ?? ""] ?? signal}` : `exit status ${code}`,
      }),
    );
  });
}

const START_REASONS: Readonly<Record<string, string>> = {
  E2BIG: "argument list too long",
  EACCES: "permission denied",
  ENOENT: "no such file or directory",
  ENOEXEC: "exec format error",
  ENOTDIR: "not a directory",
};

const SIGNAL_NAMES: Readonly<Record<string, string>> = {
  SIGKILL: "killed",
  SIGTERM: "terminated",
  SIGINT: "interrupt",
  SIGSEGV: "segmentation fault",
  SIGABRT: "aborted",
};
