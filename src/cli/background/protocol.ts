/**
 * How a thin CLI and the folder's server talk over the control socket: JSON messages, one a line. The CLI sends what
 * a command needs of its terminal; the server runs the command and sends what it writes, asks and returns.
 */
import type { Socket } from "node:net";

export interface RemoteOutput {
  readonly isTerminal: boolean;
  readonly columns?: number | undefined;
}

export type ToServer =
  | {
      readonly type: "run";
      readonly name: string;
      readonly args: readonly string[];
      readonly directory: string;
      readonly environment: Readonly<Record<string, string | undefined>>;
      readonly stdout: RemoteOutput;
      readonly stderr: RemoteOutput;
    }
  | { readonly type: "input"; readonly text: string | null }
  | { readonly type: "interrupt" }
  | { readonly type: "kill" }
  | { readonly type: "status" }
  | { readonly type: "stop" }
  | {
      readonly type: "providers";
      /** Where terraform runs; relative paths in a configuration start there. */
      readonly directory: string;
      readonly environment: Readonly<Record<string, string | undefined>>;
      /** What they are for, and the process that starts it. Without one they serve any command until the server ends. */
      readonly command?: { readonly args: readonly string[]; readonly pid: number };
    };

export type ToClient =
  | { readonly type: "out"; readonly stream: "stdout" | "stderr"; readonly text: string }
  | { readonly type: "ask"; readonly what: "line" | "all" }
  /** An interrupt has been heard; what is under way is being finished. */
  | { readonly type: "interrupted" }
  | { readonly type: "exit"; readonly code: number }
  | { readonly type: "status"; readonly status: ServerStatus }
  | { readonly type: "providers"; readonly reattach: string }
  | { readonly type: "failed"; readonly reason: string };

/** What `terrarium status` shows. */
export interface ServerStatus {
  readonly pid: number;
  readonly version: string;
  readonly endpoint: string;
  readonly directory: string;
  readonly ephemeral: boolean;
  readonly startedAt: number;
  readonly memory: number;
}

export function send(socket: Socket, message: ToServer | ToClient): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

/** Calls back for every whole message; a line that is no JSON ends the connection. */
export function receive<Message>(socket: Socket, onMessage: (message: Message) => void): void {
  let buffer = "";
  socket.setEncoding("utf8");
  socket.on("data", (text: string) => {
    buffer += text;
    for (let newline = buffer.indexOf("\n"); newline >= 0; newline = buffer.indexOf("\n")) {
      const line = buffer.slice(0, newline);
      buffer = buffer.slice(newline + 1);
      let message: Message;
      try {
        message = JSON.parse(line) as Message;
      } catch {
        socket.destroy();
        return;
      }
      onMessage(message);
    }
  });
}
