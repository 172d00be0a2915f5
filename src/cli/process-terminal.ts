/** The terminal of this process: its working directory, environment, streams and signals. */
import type { Output, Terminal } from "./command.ts";

/** Signals are caught from the first use on: one Ctrl-C interrupts, a second one kills. */
export function processTerminal(): Terminal {
  const interrupted = new AbortController();
  const killed = new AbortController();
  const onSignal = (): void => {
    if (interrupted.signal.aborted) killed.abort(new Error("Killed"));
    else interrupted.abort(new Error("Interrupted"));
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const input = new StandardInput();
  return {
    directory: process.cwd(),
    environment: process.env,
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    readLine: () => input.readLine(),
    readAll: () => input.readAll(),
    interrupted: interrupted.signal,
    killed: killed.signal,
    cloud: () =>
      Promise.reject(new Error("This command runs where no cloud is; run it in the folder of a running server")),
  };
}

function output(stream: NodeJS.WriteStream): Output {
  // A reader that went away (`| head`) is no error of ours.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
  };
}

// Standard input is read only when a command asks, and let go of in between so that it does not keep the process alive.
class StandardInput {
  private buffer = "";
  private ended = false;
  private started = false;
  private wake: (() => void) | undefined;

  async readLine(): Promise<string | undefined> {
    for (;;) {
      const newline = this.buffer.indexOf("\n");
      if (newline >= 0) {
        const line = this.buffer.slice(0, newline).replace(/\r$/, "");
        this.buffer = this.buffer.slice(newline + 1);
        return line;
      }
      if (this.ended) {
        const rest = this.buffer;
        this.buffer = "";
        return rest === "" ? undefined : rest;
      }
      await this.more();
    }
  }

  async readAll(): Promise<string> {
    while (!this.ended) await this.more();
    const all = this.buffer;
    this.buffer = "";
    return all;
  }

  private more(): Promise<void> {
    if (!this.started) {
      this.started = true;
      process.stdin.setEncoding("utf8");
      process.stdin.on("data", (text: string) => {
        this.buffer += text;
        this.wake?.();
      });
      process.stdin.on("end", () => {
        this.ended = true;
        this.wake?.();
      });
    }
    process.stdin.resume();
    return new Promise((resolve) => {
      this.wake = () => {
        process.stdin.pause();
        resolve();
      };
    });
  }
}
