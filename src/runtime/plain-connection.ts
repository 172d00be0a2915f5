/**
 * A connection of a runtime whose requests are plain (a known path, a body of known length) is served without Node's
 * HTTP machinery, which would cost more than the rest of a warm invocation. At the first request that is not plain, the
 * connection is handed over for good, with what has been received of it. Requests may be pipelined: a runtime that sends
 * its next request right behind a response gets both answers in one write, and is woken once.
 */
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { AnswerHeaders, Exchange, RuntimeApi } from "./runtime-api.ts";

const MOST_HEAD = 16 * 1024;
/** Larger bodies gain nothing here. */
const MOST_BODY = 512 * 1024;
const HEAD_END = Buffer.from("\r\n\r\n");
const NOTHING = Buffer.alloc(0);
const REQUEST_LINE =
  /^(GET|POST) \/2018-06-01\/runtime\/(invocation\/next|init\/error|invocation\/([^/ ]+)\/(response|error)) HTTP\/1\.1$/;
/** Headers of requests that only a whole HTTP implementation understands. */
const UNUSUAL = new Set([
  "connection",
  "expect",
  "lambda-runtime-function-response-mode",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

interface PlainRequest {
  readonly call: "next" | "init-error" | "response" | "error";
  readonly requestId: string;
  readonly errorType: string | undefined;
  readonly bodyLength: number;
}

/** Answers that are copied behind their head, so that both go out in one piece. */
const SMALL = 64 * 1024;

/** One request is under way at a time, so the connection itself is the way to answer it. */
export class PlainConnection implements Exchange {
  readonly #socket: Socket;
  readonly #api: RuntimeApi;
  readonly #handOver: (socket: Socket) => void;
  #received: Buffer = NOTHING;
  /** The head read so far, while its body is still coming. */
  #request: PlainRequest | undefined;
  #bodyStart = 0;
  /** A request has not been answered yet: the next one waits. */
  #busy = false;
  #reading = false;
  /** Answers to requests that others follow at once. */
  #unsent = "";
  readonly #onData = (chunk: Buffer): void => {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    this.#read();
  };

  constructor(socket: Socket, api: RuntimeApi, handOver: (socket: Socket) => void) {
    this.#socket = socket;
    this.#api = api;
    this.#handOver = handOver;
    socket.on("data", this.#onData);
  }

  get closed(): boolean {
    return this.#socket.destroyed;
  }

  answer(status: number, headers: AnswerHeaders, body: Uint8Array | string): void {
    this.#busy = false;
    let head = `${this.#unsent}HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n`;
    this.#unsent = "";
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    head += `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    if (typeof body === "string") {
      this.#unsent = head + body;
      if (this.#received.length === 0) this.#flush();
    } else if (body.length < SMALL) {
      const whole = Buffer.allocUnsafe(head.length + body.length);
      whole.write(head, "latin1");
      whole.set(body, head.length);
      this.#socket.write(whole);
    } else {
      this.#socket.cork();
      this.#socket.write(head, "latin1");
      this.#socket.write(body);
      this.#socket.uncork();
    }
    this.#read();
  }

  /** Serves what has been received, as far as it is whole. */
  #read(): void {
    if (this.#reading) return;
    this.#reading = true;
    while (!this.#busy && this.#received.length > 0) {
      if (this.#request === undefined) {
        const end = this.#received.indexOf(HEAD_END);
        if (end < 0 && this.#received.length <= MOST_HEAD) break;
        this.#request = end < 0 ? undefined : readHead(this.#received.toString("latin1", 0, end));
        if (this.#request === undefined) return this.#leave();
        this.#bodyStart = end + HEAD_END.length;
      }
      const end = this.#bodyStart + this.#request.bodyLength;
      if (this.#received.length < end) break;
      const body = this.#received.subarray(this.#bodyStart, end);
      this.#received = this.#received.length === end ? NOTHING : this.#received.subarray(end);
      this.#serve(this.#request, body);
    }
    this.#reading = false;
    // Whoever sends no second request waits for the answer to the first.
    if (!this.#busy) this.#flush();
  }

  #serve({ call, requestId, errorType }: PlainRequest, body: Buffer): void {
    this.#request = undefined;
    this.#busy = true;
    if (call === "next") this.#api.next(this);
    else if (call === "response") this.#api.response(this, requestId, body);
    else if (call === "error") this.#api.error(this, requestId, errorType, body);
    else this.#api.initError(this, errorType, body);
  }

  #flush(): void {
    if (this.#unsent !== "") this.#socket.write(this.#unsent, "latin1");
    this.#unsent = "";
  }

  #leave(): void {
    const socket = this.#socket;
    this.#flush();
    socket.pause();
    socket.off("data", this.#onData);
    socket.unshift(this.#received);
    this.#received = NOTHING;
    this.#handOver(socket);
    process.nextTick(() => socket.resume());
  }
}

/** Undefined for a request that is not plain. */
function readHead(text: string): PlainRequest | undefined {
  const [first = "", ...lines] = text.split("\r\n");
  const [, method, call = "", requestId = "", answer] = REQUEST_LINE.exec(first) ?? [];
  if (method !== (call === "invocation/next" ? "GET" : "POST")) return undefined;
  let errorType: string | undefined;
  let bodyLength = method === "GET" ? 0 : undefined;
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (UNUSUAL.has(name) && !(name === "connection" && value.toLowerCase() === "keep-alive")) return undefined;
    if (name === "lambda-runtime-function-error-type") errorType = value;
    else if (name === "content-length") bodyLength = /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  }
  if (bodyLength === undefined || bodyLength > MOST_BODY) return undefined;
  const kind = call === "invocation/next" ? "next" : call === "init/error" ? "init-error" : answer;
  return { call: kind as PlainRequest["call"], requestId, errorType, bodyLength };
}
