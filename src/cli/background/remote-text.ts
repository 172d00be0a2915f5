import type { Socket } from "node:net";
import type { Output } from "../command.ts";
import { type RemoteOutput, send } from "./protocol.ts";

/** In milliseconds; nobody reads faster. */
const GATHERED = 4;
const AT_ONCE = 1 << 16;

/** What a command prints, for its terminal: many short lines go out together, since every message wakes the other side. */
export class RemoteText {
  readonly #socket: Socket;
  #stream: "stdout" | "stderr" = "stdout";
  #text = "";
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  output(stream: "stdout" | "stderr", { isTerminal, columns }: RemoteOutput): Output {
    return { write: (text) => this.#write(stream, text), isTerminal, columns };
  }

  /** To be called before anything else is sent, so that nothing overtakes what was printed. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#text === "") return;
    send(this.#socket, { type: "out", stream: this.#stream, text: this.#text });
    this.#text = "";
  }

  #write(stream: "stdout" | "stderr", text: string): void {
    if (stream !== this.#stream) this.flush();
    this.#stream = stream;
    this.#text += text;
    if (this.#text.length >= AT_ONCE) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), GATHERED);
  }
}
