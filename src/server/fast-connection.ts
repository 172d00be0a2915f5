/**
 * A connection whose requests are plain (wire/plain-requests.ts) is served without Node's HTTP machinery, which costs more
 * than a DynamoDB read. At the first request that is not, the connection goes to Node's server for good, with what has
 * been received of it.
 */
import { type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { WireRequest } from "../wire/message.ts";
import { answerPieces, PlainRequests } from "../wire/plain-requests.ts";
import type { RequestHead } from "../wire/request-head.ts";
import type { CallContext } from "./call-context.ts";
import type { Gateway } from "./gateway.ts";
import { OutgoingText } from "./outgoing-text.ts";
import type { Answer } from "./user-endpoints.ts";

const IDLE = 75_000;
const CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
const BAD_HEADER = /[^\t\x20-\x7e\x80-\xff]/;

/** Node's servers, which take over the connections whose requests are not plain. */
export interface Servers {
  readonly http: Server;
  /** For requests that ask for a WebSocket: a server that upgrades any of them would refuse other protocols' offers. */
  readonly webSocket: Server;
}

const WEB_SOCKET = /\r\nupgrade:[ \t]*websocket/i;

export class FastConnection {
  readonly #socket: Socket;
  readonly #servers: Servers;
  readonly #gateway: Gateway;
  readonly #left: (connection: FastConnection) => void;
  readonly #requests = new PlainRequests();
  readonly #outgoing: OutgoingText;
  #busy = false;
  #closing = false;
  /** Of the request under way. */
  #context: CallContext | undefined;
  readonly #onContext = (context: CallContext): void => {
    this.#context = context;
  };
  readonly #onData = (chunk: Buffer): void => this.#receive(chunk);
  // Without a listener a reset connection would end the process.
  readonly #onError = (): void => void this.#socket.destroy();
  readonly #onTimeout = (): void => {
    if (!this.#busy) this.#socket.destroy();
  };
  readonly #onClose = (): void => {
    if (this.#busy) this.#context?.abort();
    this.#left(this);
  };

  /** `left` is called when the connection is closed or has gone to one of the servers. */
  constructor(socket: Socket, servers: Servers, gateway: Gateway, left: (connection: FastConnection) => void) {
    this.#socket = socket;
    this.#outgoing = new OutgoingText(socket);
    this.#servers = servers;
    this.#gateway = gateway;
    this.#left = left;
    socket.setNoDelay(true);
    socket.setTimeout(IDLE);
    socket.on("timeout", this.#onTimeout);
    socket.on("error", this.#onError);
    socket.on("close", this.#onClose);
    socket.on("data", this.#onData);
  }

  /** Ends when nothing is under way, or as soon as it is done. */
  close(): void {
    this.#closing = true;
    if (this.#busy) this.#context?.abort();
    else this.#end();
  }

  #end(): void {
    this.#outgoing.flush();
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#requests.push(chunk);
    // A client that sends the next request before the answer waits for its turn.
    if (this.#busy) this.#socket.pause();
    else this.#next();
  }

  /** Serves what has been received, as far as it is whole. */
  #next(): void {
    while (!this.#busy) {
      const request = this.#requests.take();
      if (request !== undefined) this.#serve(request.head, request.body);
      else if (this.#requests.left) return this.#handOver();
      else return;
    }
  }

  #serve(head: RequestHead, body: Buffer): void {
    const mark = head.url.indexOf("?");
    const request: WireRequest = {
      method: head.method,
      path: mark < 0 ? head.url : head.url.slice(0, mark),
      query: mark < 0 ? "" : head.url.slice(mark + 1),
      headers: head.headers,
      body,
    };
    const raw = { url: head.url, rawHeaders: head.rawHeaders, sourceIp: this.#socket.remoteAddress ?? "127.0.0.1" };
    const answer = this.#gateway.answer(request, raw, this.#onContext);
    if (!(answer instanceof Promise) && isWhole(answer.body)) {
      this.#write(answer, answer.body);
      if (this.#closing) this.#end();
      return;
    }
    this.#busy = true;
    void this.#finish(answer);
  }

  async #finish(pending: Answer | Promise<Answer>): Promise<void> {
    const answer = await pending;
    if (isWhole(answer.body)) this.#write(answer, answer.body);
    else await this.#stream(answer, answer.body);
    this.#busy = false;
    this.#context = undefined;
    if (this.#closing) this.#end();
    if (this.#socket.destroyed) return;
    this.#socket.resume();
    this.#next();
  }

  #write(answer: Answer, body: string | Uint8Array): void {
    const socket = this.#socket;
    if (socket.destroyed) return;
    if (typeof body === "string") {
      const length = Buffer.byteLength(body);
      const text = head(answer, length) + body;
      if (length === body.length) return this.#outgoing.add(text);
      this.#outgoing.flush();
      socket.write(text, "utf8");
      return;
    }
    this.#outgoing.flush();
    for (const piece of answerPieces(head(answer, body.length), body)) socket.write(piece);
  }

  async #stream(answer: Answer, body: AsyncIterable<Uint8Array>): Promise<void> {
    const socket = this.#socket;
    const opening = head(answer, undefined);
    const chunked = opening.endsWith(CHUNKED);
    this.#outgoing.flush();
    socket.write(opening, "latin1");
    try {
      for await (const chunk of body) {
        if (socket.destroyed) return;
        if (chunk.length === 0) continue;
        socket.cork();
        if (chunked) socket.write(`${chunk.length.toString(16)}\r\n`, "latin1");
        let room = socket.write(chunk);
        if (chunked) room = socket.write("\r\n", "latin1");
        socket.uncork();
        if (!room) await this.#drained();
      }
      if (chunked) socket.write("0\r\n\r\n", "latin1");
    } catch {
      // What has been sent cannot be taken back; a cut connection is how the client learns of it.
      socket.destroy();
    }
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#socket.off("drain", done);
        this.#socket.off("close", done);
        resolve();
      };
      this.#socket.on("drain", done);
      this.#socket.on("close", done);
    });
  }

  #handOver(): void {
    const socket = this.#socket;
    const received = this.#requests.rest;
    this.#outgoing.flush();
    socket.pause();
    socket.off("data", this.#onData);
    socket.off("error", this.#onError);
    socket.off("timeout", this.#onTimeout);
    socket.off("close", this.#onClose);
    socket.setTimeout(0);
    this.#left(this);
    socket.unshift(received);
    const { http, webSocket } = this.#servers;
    (WEB_SOCKET.test(received.toString("latin1")) ? webSocket : http).emit("connection", socket);
    process.nextTick(() => socket.resume());
  }
}

function isWhole(body: Answer["body"]): body is string | Uint8Array {
  return typeof body === "string" || body instanceof Uint8Array;
}

let date = "";
let dateUntil = 0;

function httpDate(): string {
  const now = Date.now();
  if (now >= dateUntil) {
    date = new Date(now).toUTCString();
    dateUntil = now - (now % 1000) + 1000;
  }
  return date;
}

/** Status line and headers. Ends with CHUNKED when the body's length is not known and not given. */
function head({ status, headers }: Answer, length: number | undefined): string {
  let text = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n`;
  let measured = false;
  const add = (name: string, value: string): void => {
    // A line break in a value would let it write headers of its own.
    if (BAD_HEADER.test(value) || BAD_HEADER.test(name)) return;
    const lower = name.toLowerCase();
    if (lower === "connection" || lower === "transfer-encoding") return;
    measured ||= lower === "content-length";
    text += `${name}: ${value}\r\n`;
  };
  if (Array.isArray(headers)) {
    for (const [name, value] of headers as [string, string][]) add(name, value);
  } else {
    const named = headers as Record<string, string>;
    for (const name in named) add(name, named[name] as string);
  }
  text += `Date: ${httpDate()}\r\nConnection: keep-alive\r\n`;
  if (measured || status === 204 || status === 304) return `${text}\r\n`;
  return length === undefined ? text + CHUNKED : `${text}Content-Length: ${length}\r\n\r\n`;
}
