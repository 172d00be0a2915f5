/** The terminal of this process: its working directory, environment, streams and signals. */
import { read } from "node:fs";
import { createInterface } from "node:readline";
import { isatty } from "node:tty";
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
    inputIsTerminal: isatty(STDIN),
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
  private ended = false;

  /**
   * What a pipe holds at once belongs to one question, as with Terraform: the first line answers it and the rest is
   * dropped, so that no question is answered by text that was there before it was asked.
   */
  async readLine(): Promise<string | undefined> {
    if (isatty(STDIN)) return this.readTerminalLine();
    let text = "";
    while (!this.ended) {
      text += (await this.read(4096)).toString("latin1");
      const end = text.indexOf("\n");
      if (end !== -1) return lineOf(text.slice(0, end));
    }
    return text === "" ? undefined : lineOf(text);
  }

  async readAll(): Promise<string> {
    const chunks: Buffer[] = [];
    while (!this.ended) chunks.push(await this.read(65_536));
    return Buffer.concat(chunks).toString("utf8");
  }

  /** A terminal hands over one line at a time. As a stream, it does not hold up the end of the process. */
  private readTerminalLine(): Promise<string | undefined> {
    const lines = createInterface({ input: process.stdin, terminal: false });
    return new Promise((resolve) => {
      lines.once("line", (line) => {
        resolve(line);
        lines.close();
      });
      lines.once("close", () => resolve(undefined));
    });
  }

  private read(size: number): Promise<Buffer> {
    const buffer = Buffer.alloc(size);
    return new Promise((resolve, reject) => {
      read(STDIN, buffer, 0, size, null, (error, count) => {
        // Another process may have made the pipe one that does not wait.
        if (error?.code === "EAGAIN") setTimeout(() => resolve(this.read(size)), 20);
        else if (error && error.code !== "EOF") reject(error);
        else {
          this.ended = error !== null || count === 0;
          resolve(buffer.subarray(0, count));
        }
      });
    });
  }
}

const STDIN = 0;
const lineOf = (text: string): string => Buffer.from(text, "latin1").toString("utf8").replace(/\r$/, "");
