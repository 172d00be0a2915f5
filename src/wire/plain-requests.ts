/**
 * What a connection has received, taken apart into plain requests (request-head.ts): without Node's HTTP machinery, which
 * costs more than what most requests ask for. The first request that is not plain, or not wanted, stays unread together
 * with all that follows it, for whoever takes the connection over.
 */
import { type RequestHead, readHead } from "./request-head.ts";

const MOST_HEAD = 16 * 1024;
/** Larger bodies gain nothing here. */
const MOST_BODY = 512 * 1024;
/** Bodies that are copied behind their head, so that both go out in one piece. */
const SMALL = 64 * 1024;
const HEAD_END = Buffer.from("\r\n\r\n");
const NOTHING = Buffer.alloc(0);

export interface PlainRequest {
  readonly head: RequestHead;
  readonly body: Buffer;
}

export class PlainRequests {
  readonly #wanted: (head: RequestHead) => boolean;
  #received: Buffer = NOTHING;
  /** The head read so far, while its body is still coming. */
  #head: RequestHead | undefined;
  #bodyStart = 0;
  #left = false;

  constructor(wanted: (head: RequestHead) => boolean = () => true) {
    this.#wanted = wanted;
  }

  push(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
  }

  get empty(): boolean {
    return this.#received.length === 0;
  }

  /** Whether somebody else has to read on. */
  get left(): boolean {
    return this.#left;
  }

  /** What has been received and not taken. */
  get rest(): Buffer {
    return this.#received;
  }

  /** The next request; undefined while it is not here as a whole, and for good once it is not plain. */
  take(): PlainRequest | undefined {
    if (this.#left || this.#received.length === 0) return undefined;
    if (this.#head === undefined) {
      const end = this.#received.indexOf(HEAD_END);
      if (end < 0 && this.#received.length <= MOST_HEAD) return undefined;
      this.#head = end < 0 ? undefined : readHead(this.#received.toString("latin1", 0, end));
      if (this.#head === undefined || this.#head.bodyLength > MOST_BODY || !this.#wanted(this.#head)) {
        this.#left = true;
        return undefined;
      }
      this.#bodyStart = end + HEAD_END.length;
    }
    const end = this.#bodyStart + this.#head.bodyLength;
    if (this.#received.length < end) return undefined;
    const request = { head: this.#head, body: this.#received.subarray(this.#bodyStart, end) };
    this.#received = this.#received.length === end ? NOTHING : this.#received.subarray(end);
    this.#head = undefined;
    return request;
  }
}

/** Head and body of an answer as the pieces to be written: one, unless the body is large. */
export function answerPieces(head: string, body: Uint8Array): Buffer[] {
  if (body.length >= SMALL) return [Buffer.from(head, "latin1"), body as Buffer];
  const whole = Buffer.allocUnsafe(head.length + body.length);
  whole.write(head, "latin1");
  whole.set(body, head.length);
  return [whole];
}
