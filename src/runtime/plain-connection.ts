/**
 * A connection of a runtime whose requests are plain (a known path, a body of known length) is served without Node's
 * HTTP machinery, which would cost more than the rest of a warm invocation. At the first request that is not plain, the
 * connection is handed over for good, with what has been received of it. Requests may be pipelined: a runtime that sends
 * its next request right behind a response gets both answers in one write, and is woken once.
 */
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { answerPieces, type PlainRequest, PlainRequests } from "../wire/plain-requests.ts";
import type { RequestHead } from "../wire/request-head.ts";
import type { AnswerHeaders, Exchange, RuntimeApi } from "./runtime-api.ts";

const PATH = /^\/2018-06-01\/runtime\/(?:(invocation\/next)|(init\/error)|invocation\/([^/ ?]+)\/(response|error))$/;
const ERROR_TYPE = "lambda-runtime-function-error-type";

interface RuntimeCall {
  readonly kind: "next" | "init-error" | "response" | "error";
  readonly requestId: string;
}

/** One request is under way at a time, so the connection itself is the way to answer it. */
export class PlainConnection implements Exchange {
  readonly #socket: Socket;
  readonly #api: RuntimeApi;
  readonly #handOver: (socket: Socket) => void;
  readonly #requests = new PlainRequests((head) => {
    this.#call = callOf(head);
    return this.#call !== undefined;
  });
  /** Of the request whose body is coming or has just come. */
  #call: RuntimeCall | undefined;
  /** A request has not been answered yet: the next one waits. */
  #busy = false;
  #reading = false;
  /** Answers to requests that others follow at once. */
  #unsent = "";
  readonly #onData = (chunk: Buffer): void => {
    this.#requests.push(chunk);
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
      if (this.#requests.empty) this.#flush();
    } else {
      for (const piece of answerPieces(head, body)) this.#socket.write(piece);
    }
    this.#read();
  }

  /** Serves what has been received, as far as it is whole. */
  #read(): void {
    if (this.#reading) return;
    this.#reading = true;
    while (!this.#busy) {
      const request = this.#requests.take();
      if (request !== undefined) this.#serve(request);
      else if (this.#requests.left) return this.#leave();
      else break;
    }
    this.#reading = false;
    // Whoever sends no second request waits for the answer to the first.
    if (!this.#busy) this.#flush();
  }

  #serve({ head, body }: PlainRequest): void {
    const call = this.#call;
    this.#busy = true;
    const errorType = head.headers[ERROR_TYPE];
    if (call?.kind === "response") this.#api.response(this, call.requestId, body);
    else if (call?.kind === "error") this.#api.error(this, call.requestId, errorType, body);
    else if (call?.kind === "init-error") this.#api.initError(this, errorType, body);
    else this.#api.next(this);
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
    socket.unshift(this.#requests.rest);
    this.#handOver(socket);
    process.nextTick(() => socket.resume());
  }
}

/** What a request asks of the Runtime API; undefined for others, and for responses that are streamed. */
function callOf({ method, url, headers }: RequestHead): RuntimeCall | undefined {
  const [path, next, initError, requestId = "", answer] = PATH.exec(url) ?? [];
  if (path === undefined || method !== (next === undefined ? "POST" : "GET")) return undefined;
  if (headers["lambda-runtime-function-response-mode"] !== undefined) return undefined;
  if (next !== undefined) return { kind: "next", requestId };
  if (initError !== undefined) return { kind: "init-error", requestId };
  return { kind: answer === "response" ? "response" : "error", requestId };
}
