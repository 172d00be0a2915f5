/** One request's stream on the server's side: its answer, sent as far as the client's windows let it. */
import { CONTINUATION, DATA, END_HEADERS, END_STREAM, HEADERS, LEAST_MAX_FRAME } from "./frame.ts";

/** The connection that a stream is part of. */
export interface StreamWriter {
  room(stream: ServerStream): number;
  write(type: number, flags: number, stream: number, payload: Uint8Array): void;
  done(stream: ServerStream): void;
}

export class ServerStream {
  readonly id: number;
  /** Bytes that the client is ready for. */
  window: number;
  readonly #writer: StreamWriter;
  #isAnswered = false;
  #body: Buffer | undefined;
  #trailers: Buffer | undefined;

  constructor(id: number, window: number, writer: StreamWriter) {
    this.id = id;
    this.window = window;
    this.#writer = writer;
  }

  /** Header blocks and what is between them; an answer without a body has only the last. The first answer counts. */
  answer(trailers: Buffer, headers?: Buffer, body?: Buffer): void {
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    if (headers) this.#headers(headers, 0);
    this.#body = body;
    this.#trailers = trailers;
    this.send();
  }

  /** The client wants no answer any more. */
  reset(): void {
    this.#isAnswered = true;
    this.#body = undefined;
    this.#trailers = undefined;
  }

  /** As much as there is room for. */
  send(): void {
    while (this.#body && this.#body.length > 0) {
      const room = this.#writer.room(this);
      if (room <= 0) return;
      const part = this.#body.subarray(0, room);
      this.#body = this.#body.subarray(room);
      this.window -= part.length;
      this.#writer.write(DATA, 0, this.id, part);
    }
    if (!this.#trailers) return;
    this.#headers(this.#trailers, END_STREAM);
    this.#trailers = undefined;
    this.#writer.done(this);
  }

  #headers(block: Buffer, flags: number): void {
    for (let at = 0; at === 0 || at < block.length; at += LEAST_MAX_FRAME) {
      const part = block.subarray(at, at + LEAST_MAX_FRAME);
      const last = at + LEAST_MAX_FRAME >= block.length ? END_HEADERS : 0;
      this.#writer.write(at === 0 ? HEADERS : CONTINUATION, last | (at === 0 ? flags : 0), this.id, part);
    }
  }
}
