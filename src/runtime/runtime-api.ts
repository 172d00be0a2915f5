/**
 * The Runtime API of one function process: next, response, error, init/error. Follows AWS's runtime interface emulator
 * for states, status codes and error bodies. How requests come in is told in runtime-port.ts.
 */
import { failure, type Invocation, type ResponseSink } from "./invocation.ts";

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

/** The way to answer a request, whoever has read it. */
export interface Exchange {
  answer(status: number, headers: AnswerHeaders, body: Uint8Array | string): void;
  /** True once the process has gone away without waiting for the answer. */
  readonly closed: boolean;
}

/** Content-Length is not among them: it follows from the body. */
export type AnswerHeaders = Readonly<Record<string, string | number>>;

type State = "Started" | "InitError" | "Ready" | "Running" | "InvocationResponse" | "InvocationErrorResponse";

const JSON_TYPE: AnswerHeaders = { "Content-Type": "application/json" };
/** Error types that a runtime may name; others become Runtime.Unknown or Function.Unknown. */
const KNOWN_ERROR_TYPE = /^[A-Za-z][\w.:-]*$/;

export class RuntimeApi {
  readonly #listener: RuntimeApiListener;
  #state: State = "Started";
  #invocation: (Invocation & { readonly deadline: number }) | undefined;
  #waiting: Exchange | undefined;

  constructor(listener: RuntimeApiListener) {
    this.#listener = listener;
  }

  /** Gives an invocation to the process, at once or when it asks next. */
  deliver(invocation: Invocation, deadline: number): void {
    this.#invocation = { ...invocation, deadline };
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting && !waiting.closed) this.#sendInvocation(waiting);
    else this.#state = "Running";
  }

  next(exchange: Exchange): void {
    if (this.#state === "Running" && this.#invocation) {
      // A runtime that lost its connection asks again for what it has not answered.
      this.#sendInvocation(exchange);
      return;
    }
    if (this.#state === "InitError") return this.refuse(exchange, "Ready");
    this.#state = "Ready";
    this.#invocation = undefined;
    this.#waiting = exchange;
    this.#listener.onNext();
  }

  initError(exchange: Exchange, errorType: string | undefined, body: Buffer): void {
    if (this.#state !== "Started") return this.refuse(exchange, "InitError");
    this.#state = "InitError";
    accept(exchange);
    this.#listener.onInitError(known(errorType), body);
  }

  error(exchange: Exchange, requestId: string, errorType: string | undefined, body: Buffer): void {
    if (!this.accepts(exchange, requestId, "InvocationErrorResponse")) return;
    accept(exchange);
    this.#listener.onResponse({ kind: "error", errorType: known(errorType), payload: body });
  }

  response(exchange: Exchange, requestId: string, payload: Buffer): void {
    if (this.accepts(exchange, requestId, "InvocationResponse")) this.responded(exchange, { kind: "result", payload });
  }

  /** Where the response of the invocation under way goes while it comes; undefined when it is to be collected. */
  get sink(): ResponseSink | undefined {
    return this.#invocation?.stream;
  }

  /** Takes the answer to an invocation, or refuses it with the right error. */
  accepts(exchange: Exchange, requestId: string, next: State): boolean {
    if (this.#state === "Running" && this.#invocation?.requestId === requestId) {
      this.#state = next;
      return true;
    }
    if (this.#invocation && this.#invocation.requestId !== requestId) {
      fail(exchange, 400, "InvalidRequestID", "Invalid request ID");
    } else {
      this.refuse(exchange, next);
    }
    return false;
  }

  /** An accepted answer is here as a whole. */
  responded(exchange: Exchange, response: RuntimeResponse): void {
    accept(exchange);
    this.#listener.onResponse(response);
  }

  /** An accepted answer was larger than answers may be. */
  exceeded(exchange: Exchange, limit: number): void {
    fail(exchange, 413, "RequestEntityTooLarge", `Exceeded maximum allowed payload size (${limit} bytes).`);
    this.#listener.onResponse({ kind: "too-large" });
  }

  refuse(exchange: Exchange, to: string): void {
    const message = `State transition from ${this.#state} to ${to} failed for runtime. Error: State transition is not allowed`;
    fail(exchange, 403, "InvalidStateTransition", message);
  }

  #sendInvocation(exchange: Exchange): void {
    const invocation = this.#invocation;
    if (!invocation) return;
    this.#state = "Running";
    const { traceId, clientContext, cognitoIdentity, tenantId } = invocation;
    const headers: Record<string, string | number> = {
      "Content-Type": "application/json",
      "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
      "Lambda-Runtime-Deadline-Ms": invocation.deadline,
      "Lambda-Runtime-Invoked-Function-Arn": invocation.invokedFunctionArn,
    };
    if (traceId) headers["Lambda-Runtime-Trace-Id"] = traceId;
    if (clientContext) headers["Lambda-Runtime-Client-Context"] = clientContext;
    if (cognitoIdentity) headers["Lambda-Runtime-Cognito-Identity"] = cognitoIdentity;
    if (tenantId) headers["Lambda-Runtime-Aws-Tenant-Id"] = tenantId;
    exchange.answer(200, headers, invocation.payload);
  }
}

const known = (errorType: string | undefined): string =>
  errorType !== undefined && KNOWN_ERROR_TYPE.test(errorType) ? errorType : "Runtime.Unknown";

const accept = (exchange: Exchange): void => exchange.answer(202, JSON_TYPE, '{"status":"OK"}\n');

/** An error of the Runtime, Extensions or Telemetry API itself. */
export function fail(exchange: Exchange, status: number, errorType: string, errorMessage: string): void {
  exchange.answer(status, JSON_TYPE, failure({ errorMessage, errorType }));
}
