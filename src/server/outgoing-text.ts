/**
 * What a connection is about to send. Texts of one turn of the event loop go out back to back at its end: a write wakes
 * the client's process, which costs more than a small read of DynamoDB, and one that has just been woken is still awake
 * for the next (measured at 32 connections: a quarter less processor time a request).
 */
import type { Socket } from "node:net";

/** More than so many do not wait for each other, so that client and server work at the same time. */
const mostWaiting = 8;

let waiting: OutgoingText[] = [];
let scheduled = false;

export class OutgoingText {
  readonly #socket: Socket;
  #text = "";

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** One character a byte. */
  add(text: string): void {
    this.#text += text;
    if (this.#text.length > text.length) return;
    if (waiting.push(this) >= mostWaiting) flushAll();
    else if (!scheduled) {
      scheduled = true;
      setImmediate(flushAtEndOfTurn);
    }
  }

  /** For whoever is about to write to the socket, end it or give it away. */
  flush(): void {
    const text = this.#text;
    if (text === "") return;
    this.#text = "";
    if (!this.#socket.destroyed) this.#socket.write(text, "latin1");
  }
}

function flushAtEndOfTurn(): void {
  scheduled = false;
  flushAll();
}

function flushAll(): void {
  const all = waiting;
  waiting = [];
  for (const text of all) text.flush();
}
