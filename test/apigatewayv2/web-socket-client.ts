/** A WebSocket client for tests: Node 20 has none. Frames are short and masked with zeros, which changes nothing. */
import { request } from "node:http";
import type { Duplex } from "node:stream";

export class WebSocketClient {
  readonly #socket: Duplex;
  readonly #messages: string[] = [];
  #received: Buffer;
  #waiting: ((message: string) => void) | undefined;
  /** The status that the server closed with. */
  readonly closed: Promise<number>;

  constructor(socket: Duplex, head: Buffer) {
    this.#socket = socket;
    this.#received = head;
    let close: (code: number) => void = () => undefined;
    this.closed = new Promise((resolve) => {
      close = resolve;
    });
    const read = (): void => {
      for (;;) {
        const [first = 0, short = 0] = this.#received;
        const start = short === 126 ? 4 : 2;
        const size = short === 126 ? this.#received.readUInt16BE(2) : short;
        if (this.#received.length < start || this.#received.length < start + size) return;
        const payload = this.#received.subarray(start, start + size);
        this.#received = this.#received.subarray(start + size);
        if ((first & 0x0f) === 8) close(payload.readUInt16BE(0));
        else this.#take((first & 0x0f) === 10 ? "pong" : payload.toString("utf8"));
      }
    };
    socket.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      read();
    });
    socket.on("error", () => close(1006));
    read();
  }

  #take(message: string): void {
    if (this.#waiting) this.#waiting(message);
    else this.#messages.push(message);
    this.#waiting = undefined;
  }

  next(): Promise<string> {
    const message = this.#messages.shift();
    if (message !== undefined) return Promise.resolve(message);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  frame(first: number, payload: Buffer): void {
    const head = payload.length < 126 ? Buffer.alloc(6) : Buffer.alloc(8);
    head[0] = first;
    head[1] = 0x80 | (payload.length < 126 ? payload.length : 126);
    if (payload.length >= 126) head.writeUInt16BE(payload.length, 2);
    this.#socket.write(Buffer.concat([head, payload]));
  }

  send(message: string): void {
    this.frame(0x81, Buffer.from(message));
  }

  close(code: number): void {
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    this.frame(0x88, payload);
  }
}

/** Rejects with the status of a server that refuses. */
export function openWebSocket(
  endpoint: string,
  host: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<WebSocketClient> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: hostname,
      port,
      path,
      headers: {
        host,
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...headers,
      },
    });
    outgoing.on("upgrade", (response, socket, head) => {
      // The example of RFC 6455, section 1.3.
      if (response.headers["sec-websocket-accept"] !== "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        reject(new Error("Wrong accept"));
      else resolve(new WebSocketClient(socket, head));
    });
    outgoing.on("response", (response) => {
      response.resume();
      reject(new Error(String(response.statusCode)));
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}
