/** The server's side of the control socket: runs commands for thin CLIs, tells its status, stops. */
import { createServer, type Server, type Socket } from "node:net";
import type { Cloud } from "../../cloud/cloud.ts";
import { listenPrivately } from "../../plugin/serve/private-socket.ts";
import type { Terminal } from "../command.ts";
import { runHere } from "../main.ts";
import { receive, type ServerStatus, send, type ToServer } from "./protocol.ts";
import { ProviderSockets } from "./provider-sockets.ts";
import { RemoteText } from "./remote-text.ts";

export interface ControlServer {
  /** How many commands are running now. */
  readonly running: number;
  close(): Promise<void>;
}

/** Listens on that path with mode 0600; a socket file left by a dead server is replaced. */
export async function listenForCommands(options: {
  readonly path: string;
  readonly cloud: Cloud;
  readonly status: () => ServerStatus;
  readonly stop: () => void;
  /** Told when a command begins and when it ends, with the number of those that are running. */
  readonly onActivity: (running: number) => void;
}): Promise<ControlServer> {
  const sessions = new Set<Socket>();
  const providers = new ProviderSockets(options.cloud);
  let running = 0;
  const server: Server = createServer((socket) => {
    sessions.add(socket);
    socket.on("error", () => socket.destroy());
    const interrupted = new AbortController();
    const killed = new AbortController();
    const text = new RemoteText(socket);
    const input = new RemoteInput(socket, text);
    socket.on("close", () => {
      sessions.delete(socket);
      interrupted.abort(new Error("The command's terminal is gone"));
      input.end();
    });
    receive<ToServer>(socket, (message) => {
      switch (message.type) {
        case "run": {
          running++;
          options.onActivity(running);
          const terminal: Terminal = {
            directory: message.directory,
            environment: message.environment,
            stdout: text.output("stdout", message.stdout),
            stderr: text.output("stderr", message.stderr),
            readLine: () => input.ask("line"),
            readAll: async () => (await input.ask("all")) ?? "",
            interrupted: interrupted.signal,
            killed: killed.signal,
            cloud: () => Promise.resolve(options.cloud),
          };
          void runHere(message.name, message.args, terminal)
            .catch((error: unknown) => {
              terminal.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
              return 1;
            })
            .then((code) => {
              running--;
              options.onActivity(running);
              text.flush();
              send(socket, { type: "exit", code });
            });
          break;
        }
        case "input":
          input.answer(message.text);
          break;
        case "interrupt":
          interrupted.abort(new Error("Interrupted"));
          send(socket, { type: "interrupted" });
          break;
        case "kill":
          killed.abort(new Error("Killed"));
          break;
        case "status":
          send(socket, { type: "status", status: options.status() });
          break;
        case "providers":
          providers
            .serve(message)
            .then((served) => {
              if (message.command) socket.on("close", () => void served.close());
              send(socket, { type: "providers", reattach: served.reattach });
            })
            .catch((error: unknown) => send(socket, { type: "failed", reason: String(error) }));
          break;
        case "stop":
          options.stop();
          break;
      }
    });
  });
  await listenPrivately(server, options.path);
  return {
    get running() {
      return running;
    },
    async close() {
      await providers.closeAll();
      for (const socket of sessions) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

// Questions are answered one after the other, in the order they were asked.
class RemoteInput {
  private readonly socket: Socket;
  private readonly printed: RemoteText;
  private readonly waiting: ((text: string | undefined) => void)[] = [];
  private ended = false;

  constructor(socket: Socket, printed: RemoteText) {
    this.socket = socket;
    this.printed = printed;
  }

  ask(what: "line" | "all"): Promise<string | undefined> {
    if (this.ended) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.printed.flush();
      send(this.socket, { type: "ask", what });
    });
  }

  answer(text: string | null): void {
    this.waiting.shift()?.(text ?? undefined);
  }

  end(): void {
    this.ended = true;
    for (const resolve of this.waiting.splice(0)) resolve(undefined);
  }
}
