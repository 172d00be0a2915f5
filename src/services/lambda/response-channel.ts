/** A streamed response on its way from the runtime to a client: what is written on one side is read on the other. */
import type { ResponseSink } from "../../runtime/invocation.ts";

export class ResponseChannel implements ResponseSink, AsyncIterable<Uint8Array> {
  /** Resolves with the content type when the function has begun to answer. */
  readonly opened: Promise<string>;
  #open: (contentType: string) => void = () => undefined;
  readonly #chunks: Uint8Array[] = [];
  #closed = false;
  #wake: () => void = () => undefined;
  #drained: () => void = () => undefined;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(contentType: string): void {
    this.#open(contentType);
  }

  /** Resolves when the chunk has been taken: a slow reader slows the function down, as on Lambda. */
  write(chunk: Uint8Array): Promise<void> {
    this.#chunks.push(chunk);
    this.#wake();
    return new Promise((resolve) => {
      this.#drained = resolve;
      if (this.#closed) resolve();
    });
  }

  close(): void {
    this.#closed = true;
    this.#wake();
    this.#drained();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunk = this.#chunks.shift();
        if (chunk !== undefined) {
          if (this.#chunks.length === 0) this.#drained();
          yield chunk;
        } else if (this.#closed) {
          return;
        } else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.close();
    }
  }
}
