/** The terminal of this process: its working directory, environment, streams and signals. */
import { Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";
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
    inputIsTerminal: isatty(0),
    readLine: () => input.readLine(interrupted.signal),
    readAll: () => input.readAll(interrupted.signal),
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

/**
 * Standard input is read only when a command asks, and let go of in between, so that it does not keep the process
 * alive. What a pipe holds at once belongs to one question, as with Terraform: the first line answers it and the rest
 * is dropped, so that no question is answered by text that was there before it was asked.
 */
class StandardInput {
  private ended = false;

  readLine(signal: AbortSignal): Promise<string | undefined> {
    return this.read(signal, (text) => {
      const end = text.indexOf("\n");
      return end === -1 ? undefined : text.slice(0, end).replace(/\r$/, "");
    });
  }

  async readAll(signal: AbortSignal): Promise<string> {
    return (await this.read(signal, () => undefined)) ?? "";
  }

  /** Until there is enough, or no more. Nothing at all is undefined. */
  private read(signal: AbortSignal, enough: (text: string) => string | undefined): Promise<string | undefined> {
    if (this.ended || signal.aborted) return Promise.resolve(undefined);
    const { stdin } = process;
    const decoder = new StringDecoder("utf8");
    let text = "";
    return new Promise((resolve) => {
      const finish = (result: string | undefined): void => {
        stdin.off("data", onData).off("end", onEnd).off("error", onEnd).pause();
        signal.removeEventListener("abort", onAbort);
        if (stdin instanceof Socket) stdin.unref();
        resolve(result);
      };
      const onData = (chunk: Buffer): void => {
        text += decoder.write(chunk);
        const result = enough(text);
        if (result !== undefined) finish(result);
      };
      const onEnd = (): void => {
        this.ended = true;
        finish(text === "" ? undefined : text);
      };
      const onAbort = (): void => finish(undefined);
      signal.addEventListener("abort", onAbort);
      if (stdin instanceof Socket) stdin.ref();
      stdin.on("data", onData).on("end", onEnd).on("error", onEnd).resume();
    });
  }
}
