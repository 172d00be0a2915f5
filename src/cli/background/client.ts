/** The thin side of the control socket: one connection, one request. */
import { connect, type Socket } from "node:net";
import type { Terminal } from "../command.ts";
import { receive, type ServerStatus, send, type ToClient } from "./protocol.ts";

/** A server that is alive hears of an interrupt at once. */
const ANSWER_WITHIN = 1_500;

/** Runs a command in the server behind that socket, on this terminal; returns its exit code. */
export async function runRemote(
  socketPath: string,
  name: string,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const socket = await open(socketPath);
  return new Promise((resolve, reject) => {
    let done = false;
    let unanswered: NodeJS.Timeout | undefined;
    receive<ToClient>(socket, (message) => {
      if (message.type === "out") terminal[message.stream].write(message.text);
      else if (message.type === "ask") {
        const answer = message.what === "line" ? terminal.readLine() : terminal.readAll();
        answer.then((text) => send(socket, { type: "input", text: text ?? null }), reject);
      } else if (message.type === "interrupted") clearTimeout(unanswered);
      else if (message.type === "exit") {
        done = true;
        clearTimeout(unanswered);
        socket.end();
        resolve(message.code);
      }
    });
    socket.on("error", reject);
    socket.on("close", () => {
      if (!done)
        reject(new Error("The server ended before the command did; its state is on disk, run the command again"));
    });
    const giveUp = (): void => {
      done = true;
      socket.destroy();
      reject(new Error(`The server does not answer. \`terrarium stop\` ends it; what it has done is in its state.`));
    };
    const tell = (signal: AbortSignal, type: "interrupt" | "kill"): void => {
      const aborted = (): void => {
        send(socket, { type });
        unanswered ??= setTimeout(giveUp, ANSWER_WITHIN);
      };
      if (signal.aborted) aborted();
      else signal.addEventListener("abort", aborted);
    };
    send(socket, {
      type: "run",
      name,
      args,
      directory: terminal.directory,
      environment: terminal.environment,
      stdout: { isTerminal: terminal.stdout.isTerminal, columns: terminal.stdout.columns },
      stderr: { isTerminal: terminal.stderr.isTerminal, columns: terminal.stderr.columns },
    });
    tell(terminal.interrupted, "interrupt");
    tell(terminal.killed, "kill");
  });
}

/** What the server says of itself. */
export async function serverStatus(socketPath: string): Promise<ServerStatus> {
  const socket = await open(socketPath);
  return new Promise((resolve, reject) => {
    receive<ToClient>(socket, (message) => {
      if (message.type !== "status") return;
      socket.end();
      resolve(message.status);
    });
    const timer = setTimeout(() => {
      reject(new Error("The server does not answer. End it with: terrarium stop"));
      socket.destroy();
    }, ANSWER_WITHIN * 2);
    socket.on("error", reject);
    socket.on("close", () => {
      clearTimeout(timer);
      reject(new Error("The server closed the connection"));
    });
    send(socket, { type: "status" });
  });
}

/** Asks the server to end; resolves when it has let go of the socket, or when that takes too long. */
export async function stopServer(socketPath: string, within: number): Promise<void> {
  const socket = await open(socketPath);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(), within);
    socket.on("error", reject);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve();
    });
    socket.resume();
    send(socket, { type: "stop" });
  });
}

/** Providers served to a terraform, until `close`. */
export interface ProvidersForTerraform {
  /** The value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  close(): void;
}

/** Has the server hand its providers to a terraform that runs in that directory: one command's, or any until it ends. */
export async function requestProviders(
  socketPath: string,
  place: { readonly directory: string; readonly environment: Readonly<Record<string, string | undefined>> },
  command?: { readonly args: readonly string[]; readonly pid: number },
): Promise<ProvidersForTerraform> {
  const socket = await open(socketPath);
  return new Promise((resolve, reject) => {
    receive<ToClient>(socket, (message) => {
      if (message.type === "providers") resolve({ reattach: message.reattach, close: () => socket.end() });
      else if (message.type === "failed") reject(new Error(message.reason));
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed the connection")));
    const { directory, environment } = place;
    send(socket, { type: "providers", directory, environment, ...(command ? { command } : {}) });
  });
}

function open(socketPath: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    socket.once("connect", () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
    socket.once("error", (error) =>
      reject(new Error(`The server of this folder cannot be reached (${error.message})`, { cause: error })),
    );
  });
}
