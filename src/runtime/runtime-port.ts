/**
 * The loopback port of one function process: the Runtime API for any HTTP client, and beside it what extensions call
 * (`routes`). Plain requests are read by plain-connection.ts, all others by Node's own server.
 */
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { RESPONSE_LIMIT } from "./invocation.ts";
import { PlainConnection } from "./plain-connection.ts";
import { type AnswerHeaders, type Exchange, fail, type RuntimeApi } from "./runtime-api.ts";

/** Answers other paths of the same port; returns false for one it does not know. */
export type Route = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

const PREFIX = "/2018-06-01/runtime/";
const ERROR_TYPE = "lambda-runtime-function-error-type";

export class RuntimePort {
  readonly #api: RuntimeApi;
  readonly #routes: readonly Route[];
  readonly #sockets = new Set<Socket>();
  readonly #server: ReturnType<typeof createServer>;
  /** Never listens: it is given the connections whose requests are not plain. Few functions have one. */
  #http: Server | undefined;

  constructor(api: RuntimeApi, routes: readonly Route[] = []) {
    this.#api = api;
    this.#routes = routes;
    this.#server = createServer({ noDelay: true }, (socket) => this.accept(socket));
  }

  /** A connection of the process, however it came about. */
  accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.unref();
    socket.on("close", () => this.#sockets.delete(socket));
    // Without a listener a reset connection would end the program.
    socket.on("error", () => socket.destroy());
    new PlainConnection(socket, this.#api, (taken) => this.#handOver(taken));
  }

  /** Resolves to host:port. */
  listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", () => {
        this.#server.unref();
        resolve(`127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
      });
    });
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #handOver(socket: Socket): void {
    this.#http ??= createHttpServer(
      { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 },
      (request, response) => this.#handle(request, response),
    );
    this.#http.emit("connection", socket);
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? "/";
    const exchange = exchangeOf(response);
    if (!path.startsWith(PREFIX)) {
      if (this.#routes.some((route) => route(request, response, path))) return;
      if (path === "/2018-06-01/ping" || path === "/ping") return exchange.answer(200, PLAIN_TEXT, "pong");
      return exchange.answer(404, PLAIN_TEXT, "404 page not found");
    }
    const call = path.slice(PREFIX.length);
    if (request.method === "GET" && call === "invocation/next") return this.#api.next(exchange);
    if (request.method === "POST") {
      if (call === "init/error") return untilCutOff(this.#initError(request, exchange));
      const match = /^invocation\/([^/]+)\/(response|error)$/.exec(call);
      if (match?.[2] === "response") return untilCutOff(this.#response(request, exchange, match[1] ?? ""));
      if (match?.[2] === "error") return untilCutOff(this.#error(request, exchange, match[1] ?? ""));
    }
    if (call === "restore/next" || call === "restore/error") return this.#api.refuse(exchange, "RestoreReady");
    exchange.answer(404, PLAIN_TEXT, "404 page not found");
  }

  async #initError(request: IncomingMessage, exchange: Exchange): Promise<void> {
    const { bytes } = await collect(request, RESPONSE_LIMIT);
    this.#api.initError(exchange, errorType(request), bytes);
  }

  async #error(request: IncomingMessage, exchange: Exchange, requestId: string): Promise<void> {
    const { bytes } = await collect(request, RESPONSE_LIMIT);
    this.#api.error(exchange, requestId, errorType(request), bytes);
  }

  async #response(request: IncomingMessage, exchange: Exchange, requestId: string): Promise<void> {
    const mode = request.headers["lambda-runtime-function-response-mode"];
    if (mode !== undefined && mode !== "streaming") {
      await collect(request, 0);
      return fail(exchange, 400, "InvalidFunctionResponseMode", "Invalid function response mode");
    }
    const sink = mode === "streaming" ? this.#api.sink : undefined;
    if (!this.#api.accepts(exchange, requestId, "InvocationResponse")) return void request.resume();
    if (sink) {
      sink.open(request.headers["content-type"] ?? "application/octet-stream");
      for await (const chunk of request) await sink.write(chunk as Buffer);
    }
    const body = sink ? { bytes: Buffer.alloc(0), cut: false } : await collect(request, RESPONSE_LIMIT);
    if (!request.complete) return;
    if (body.cut) return this.#api.exceeded(exchange, RESPONSE_LIMIT);
    const failed = request.trailers[ERROR_TYPE];
    if (failed === undefined) return this.#api.responded(exchange, { kind: "result", payload: body.bytes });
    const report = request.trailers["lambda-runtime-function-error-body"];
    const payload = Buffer.from(report ?? "", "base64");
    this.#api.responded(exchange, { kind: "error", errorType: failed, payload });
  }
}

const PLAIN_TEXT: AnswerHeaders = { "Content-Type": "text/plain" };

function exchangeOf(response: ServerResponse): Exchange {
  return {
    answer(status, headers, body) {
      response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) });
      response.end(body);
    },
    get closed() {
      return response.destroyed;
    },
  };
}

/** An error of the Extensions or Telemetry API. */
export function reply(response: ServerResponse, status: number, type: string, message: string): void {
  fail(exchangeOf(response), status, type, message);
}

/** A process that dies in the middle of a request has nothing more to say; its end is told elsewhere. */
export function untilCutOff(answering: Promise<void>): void {
  answering.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ECONNRESET") throw error;
  });
}

/** Reads a request's body; past the limit the rest is read and dropped. */
async function collect(request: IncomingMessage, limit: number): Promise<{ bytes: Buffer; cut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  const [only] = chunks;
  return { bytes: chunks.length === 1 && only ? only : Buffer.concat(chunks), cut: size > limit };
}

function errorType(request: IncomingMessage): string | undefined {
  const given = request.headers[ERROR_TYPE];
  return typeof given === "string" ? given : undefined;
}
