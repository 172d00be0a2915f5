/**
 * The Runtime API of one function process, on a loopback port of its own: next, response, error, init/error. Follows
 * AWS's runtime interface emulator for states, status codes and error bodies. Extensions and telemetry answer on the
 * same port (`routes`).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { failure, type Invocation, RESPONSE_LIMIT } from "./invocation.ts";

/** What the runtime's process tells its environment. */
export interface RuntimeApiListener {
  /** The process asks for work: the first time its initialization is done, later the last invocation. */
  onNext(): void;
  onInitError(errorType: string, body: Buffer): void;
  onResponse(response: RuntimeResponse): void;
}

export type RuntimeResponse =
  | { readonly kind: "result"; readonly payload: Buffer }
  | { readonly kind: "error"; readonly errorType: string; readonly payload: Buffer }
  | { readonly kind: "too-large" };

/** Answers other paths of the same port; returns false for one it does not know. */
export type Route = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

type State = "Started" | "InitError" | "Ready" | "Running" | "InvocationResponse" | "InvocationErrorResponse";

const PREFIX = "/2018-06-01/runtime/";
const ERROR_TYPE = "lambda-runtime-function-error-type";
/** Error types that a runtime may name; others become Runtime.Unknown or Function.Unknown. */
const KNOWN_ERROR_TYPE = /^[A-Za-z][\w.:-]*$/;

export class RuntimeApi {
  readonly #listener: RuntimeApiListener;
  readonly #routes: readonly Route[];
  readonly #server: Server;
  #state: State = "Started";
  #invocation: (Invocation & { readonly deadline: number }) | undefined;
  #waiting: ServerResponse | undefined;

  constructor(listener: RuntimeApiListener, routes: readonly Route[] = []) {
    this.#listener = listener;
    this.#routes = routes;
    this.#server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (request, response) =>
      this.#handle(request, response),
    );
    this.#server.on("connection", (socket) => socket.unref());
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
    this.#server.closeAllConnections();
  }

  /** Gives an invocation to the process, at once or when it asks next. */
  deliver(invocation: Invocation, deadline: number): void {
    this.#invocation = { ...invocation, deadline };
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.#sendInvocation(waiting);
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? "/";
    if (!path.startsWith(PREFIX)) {
      if (this.#routes.some((route) => route(request, response, path))) return;
      if (path === "/2018-06-01/ping" || path === "/ping") return answer(response, 200, "pong");
      return answer(response, 404, "404 page not found");
    }
    const call = path.slice(PREFIX.length);
    if (request.method === "GET" && call === "invocation/next") return this.#next(response);
    if (request.method === "POST") {
      if (call === "init/error") return untilCutOff(this.#initError(request, response));
      const match = /^invocation\/([^/]+)\/(response|error)$/.exec(call);
      if (match?.[2] === "response") return untilCutOff(this.#response(request, response, match[1] ?? ""));
      if (match?.[2] === "error") return untilCutOff(this.#error(request, response, match[1] ?? ""));
    }
    if (call === "restore/next" || call === "restore/error") return this.#refuse(response, "RestoreReady");
    answer(response, 404, "404 page not found");
  }

  #next(response: ServerResponse): void {
    if (this.#state === "Running" && this.#invocation) {
      // A runtime that lost its connection asks again for what it has not answered.
      this.#sendInvocation(response);
      return;
    }
    if (this.#state === "InitError") return this.#refuse(response, "Ready");
    this.#state = "Ready";
    this.#invocation = undefined;
    this.#waiting = response;
    response.on("close", () => {
      if (this.#waiting === response) this.#waiting = undefined;
    });
    this.#listener.onNext();
  }

  #sendInvocation(response: ServerResponse): void {
    const invocation = this.#invocation;
    if (!invocation) return;
    this.#state = "Running";
    const optional = {
      "Lambda-Runtime-Trace-Id": invocation.traceId,
      "Lambda-Runtime-Client-Context": invocation.clientContext,
      "Lambda-Runtime-Cognito-Identity": invocation.cognitoIdentity,
      "Lambda-Runtime-Aws-Tenant-Id": invocation.tenantId,
    };
    const headers: Record<string, string | number> = {
      "Content-Type": "application/json",
      "Content-Length": invocation.payload.length,
      "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
      "Lambda-Runtime-Deadline-Ms": invocation.deadline,
      "Lambda-Runtime-Invoked-Function-Arn": invocation.invokedFunctionArn,
    };
    for (const [name, value] of Object.entries(optional)) if (value) headers[name] = value;
    response.writeHead(200, headers);
    response.end(invocation.payload);
  }

  async #initError(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await collect(request, RESPONSE_LIMIT);
    if (this.#state !== "Started") return this.#refuse(response, "InitError");
    this.#state = "InitError";
    accepted(response);
    this.#listener.onInitError(errorType(request), body.bytes);
  }

  async #error(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const body = await collect(request, RESPONSE_LIMIT);
    if (!this.#accepts(response, requestId, "InvocationErrorResponse")) return;
    accepted(response);
    this.#listener.onResponse({ kind: "error", errorType: errorType(request), payload: body.bytes });
  }

  async #response(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const mode = request.headers["lambda-runtime-function-response-mode"];
    if (mode !== undefined && mode !== "streaming") {
      await collect(request, 0);
      return reply(response, 400, "InvalidFunctionResponseMode", "Invalid function response mode");
    }
    const sink = mode === "streaming" ? this.#invocation?.stream : undefined;
    if (!this.#accepts(response, requestId, "InvocationResponse")) return void request.resume();
    if (sink) {
      sink.open(request.headers["content-type"] ?? "application/octet-stream");
      for await (const chunk of request) await sink.write(chunk as Buffer);
    }
    const body = sink ? { bytes: Buffer.alloc(0), cut: false } : await collect(request, RESPONSE_LIMIT);
    if (!request.complete) return;
    if (body.cut) {
      reply(response, 413, "RequestEntityTooLarge", `Exceeded maximum allowed payload size (${RESPONSE_LIMIT} bytes).`);
      this.#listener.onResponse({ kind: "too-large" });
      return;
    }
    accepted(response);
    const failed = request.trailers[ERROR_TYPE];
    if (failed === undefined) return this.#listener.onResponse({ kind: "result", payload: body.bytes });
    const report = request.trailers["lambda-runtime-function-error-body"];
    this.#listener.onResponse({ kind: "error", errorType: failed, payload: Buffer.from(report ?? "", "base64") });
  }

  #accepts(response: ServerResponse, requestId: string, next: State): boolean {
    if (this.#state === "Running" && this.#invocation?.requestId === requestId) {
      this.#state = next;
      return true;
    }
    if (this.#invocation && this.#invocation.requestId !== requestId) {
      reply(response, 400, "InvalidRequestID", "Invalid request ID");
    } else {
      this.#refuse(response, next);
    }
    return false;
  }

  #refuse(response: ServerResponse, to: string): void {
    const message = `State transition from ${this.#state} to ${to} failed for runtime. Error: State transition is not allowed`;
    reply(response, 403, "InvalidStateTransition", message);
  }
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

function errorType(request: IncomingMessage): string {
  const given = request.headers[ERROR_TYPE];
  return typeof given === "string" && KNOWN_ERROR_TYPE.test(given) ? given : "Runtime.Unknown";
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "text/plain", "Content-Length": Buffer.byteLength(text) });
  response.end(text);
}

function accepted(response: ServerResponse): void {
  const text = '{"status":"OK"}\n';
  response.writeHead(202, { "Content-Type": "application/json", "Content-Length": text.length });
  response.end(text);
}

/** An error of the Runtime, Extensions or Telemetry API itself. */
export function reply(response: ServerResponse, status: number, type: string, message: string): void {
  const body = failure({ errorMessage: message, errorType: type });
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": body.length });
  response.end(body);
}
