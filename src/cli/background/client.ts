/** The thin side of the control socket: one connection, one request. */
import { connect, type Socket } from "node:net";
import type { Terminal } from "../command.ts";
import { receive, type ServerStatus, send, type ToClient } from "./protocol.ts";

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
    receive<ToClient>(socket, (message) => {
      if (message.type === "out") terminal[message.stream].write(message.text);
      else if (message.type === "ask") {
        const answer = message.what === "line" ? terminal.readLine() : terminal.readAll();
        answer.then((text) => send(socket, { type: "input", text: text ?? null }), reject);
      } else if (message.type === "exit") {
        done = true;
        socket.end();
        resolve(message.code);
      }
    });
    socket.on("error", reject);
    socket.on("close", () => {
      if (!done)
        reject(new Error("The server ended before the command did; its state is on disk, run the command again"));
    });
    terminal.interrupted.addEventListener("abort", () => send(socket, { type: "interrupt" }));
    terminal.killed.addEventListener("abort", () => send(socket, { type: "kill" }));
    send(socket, {
      type: "run",
      name,
      args,
      directory: terminal.directory,
      environment: terminal.environment,
      stdout: { isTerminal: terminal.stdout.isTerminal, columns: terminal.stdout.columns },
      stderr: { isTerminal: terminal.stderr.isTerminal, columns: terminal.stderr.columns },
    });
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
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed the connection")));
    send(socket, { type: "status" });
  });
}

/** Asks the server to end; resolves when it has let go of the socket. */
export async function stopServer(socketPath: string): Promise<void> {
  const socket = await open(socketPath);
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", () => resolve());
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

/** Has the server hand its providers to a terraform that runs in that directory. */
export async function requestProviders(
  socketPath: string,
  place: { readonly directory: string; readonly environment: Readonly<Record<string, string | undefined>> },
  keep: boolean,
): Promise<ProvidersForTerraform> {
  const socket = await open(socketPath);
  return new Promise((resolve, reject) => {
    receive<ToClient>(socket, (message) => {
      if (message.type === "providers") resolve({ reattach: message.reattach, close: () => socket.end() });
      else if (message.type === "failed") reject(new Error(message.reason));
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed the connection")));
    send(socket, { type: "providers", directory: place.directory, environment: place.environment, keep });
  });
}

function open(socketPath: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    socket.once("connect", () => {
      socket.off("error", reject);
      resolve(socket);
    });
    socket.once("error", reject);
  });
}
