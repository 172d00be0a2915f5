/** Runs another program on this terminal, passing signals on; returns its exit code. */
import { spawn } from "node:child_process";
import type { Terminal } from "./command.ts";

/** 127 when the program is not there, as a shell has it; 128 and the signal's number when a signal ended it. */
export function runProgram(
  program: string,
  args: readonly string[],
  terminal: Terminal,
  environment: Readonly<Record<string, string | undefined>>,
  notFound: string,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: terminal.directory,
      env: environment as NodeJS.ProcessEnv,
      stdio: "inherit",
    });
    // A terminal's Ctrl-C reaches the child by itself; a signal sent to this process alone has to be passed on.
    const forward = (): void => void child.kill("SIGTERM");
    if (!terminal.stdout.isTerminal) terminal.interrupted.addEventListener("abort", forward);
    terminal.killed.addEventListener("abort", () => void child.kill("SIGKILL"));
    child.once("error", (error: NodeJS.ErrnoException) => {
      terminal.stderr.write(error.code === "ENOENT" ? `${notFound}\n` : `Error: ${error.message}\n`);
      resolve(127);
    });
    child.once("exit", (code, signal) => resolve(code ?? 128 + (SIGNAL_NUMBERS[signal ?? ""] ?? 15)));
  });
}

const SIGNAL_NUMBERS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 };
