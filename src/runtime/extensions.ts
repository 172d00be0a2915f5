/**
 * The Extensions API of one execution environment (2020-01-01): registration, the event loop of each extension, and
 * what they are told. Names, states, headers and errors follow AWS's documentation and its runtime interface emulator.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Route, reply, untilCutOff } from "./runtime-port.ts";

type EventType = "INVOKE" | "SHUTDOWN";

interface Extension {
  readonly name: string;
  readonly id: string;
  readonly external: boolean;
  readonly events: readonly EventType[];
  /** The open request for the next event. */
  waiting?: ServerResponse;
  /** What it has not fetched yet. */
  readonly pending: object[];
}

export interface ExtensionListener {
  onRegistered(name: string, events: readonly string[]): void;
  /** Some extension has asked for its next event, or failed. */
  onChange(): void;
  onFailure(errorType: string): void;
}

export interface FunctionIdentity {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly handler: string;
  readonly accountId: string;
}

const PREFIX = "/2020-01-01/extension/";
const MOST = 10;
const EVENTS = new Set(["INVOKE", "SHUTDOWN"]);

export class Extensions {
  readonly #identity: FunctionIdentity;
  readonly #expected: ReadonlySet<string>;
  readonly #listener: ExtensionListener;
  readonly #byId = new Map<string, Extension>();
  #closed = false;

  /** `expected`: file names in /opt/extensions, each of which must register. */
  constructor(identity: FunctionIdentity, expected: readonly string[], listener: ExtensionListener) {
    this.#identity = identity;
    this.#expected = new Set(expected);
    this.#listener = listener;
  }

  readonly route: Route = (request, response, path) => {
    if (!path.startsWith(PREFIX)) return false;
    const call = path.slice(PREFIX.length);
    if (request.method === "POST" && call === "register") untilCutOff(this.#register(request, response));
    else if (request.method === "GET" && call === "event/next") this.#next(request, response);
    else if (request.method === "POST" && (call === "init/error" || call === "exit/error"))
      this.#failed(request, response, call);
    else reply(response, 404, "NotFound", "404 page not found");
    return true;
  };

  get any(): boolean {
    return this.#byId.size > 0;
  }

  /** Every extension that was to come has registered. */
  get registered(): boolean {
    const names = new Set([...this.#byId.values()].map(({ name }) => name));
    return [...this.#expected].every((name) => names.has(name));
  }

  /** All have registered, and none is still busy with an event. */
  get idle(): boolean {
    return this.registered && [...this.#byId.values()].every(({ waiting }) => waiting !== undefined);
  }

  /** The name of a registered extension, for the Telemetry API. */
  nameOf(request: IncomingMessage): string | undefined {
    return this.#extension(request)?.name;
  }

  /** Initialization is over: nobody may register any more. */
  closeRegistration(): void {
    this.#closed = true;
  }

  tellInvocation(invocation: {
    requestId: string;
    deadlineMs: number;
    invokedFunctionArn: string;
    traceId?: string | undefined;
  }): void {
    const { requestId, deadlineMs, invokedFunctionArn, traceId } = invocation;
    const event = {
      eventType: "INVOKE",
      deadlineMs,
      requestId,
      invokedFunctionArn,
      tracing: { type: "X-Amzn-Trace-Id", value: traceId ?? "" },
    };
    this.#tell("INVOKE", event);
  }

  tellShutdown(shutdownReason: "spindown" | "timeout" | "failure", deadlineMs: number): void {
    this.#tell("SHUTDOWN", { eventType: "SHUTDOWN", shutdownReason, deadlineMs });
  }

  #tell(type: EventType, event: object): void {
    for (const extension of this.#byId.values()) {
      if (!extension.events.includes(type)) continue;
      extension.pending.push(event);
      this.#send(extension);
    }
  }

  async #register(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = request.headers["lambda-extension-name"];
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (typeof name !== "string" || name === "") {
      return reply(response, 403, "Extension.InvalidExtensionName", "Empty extension name");
    }
    const external = this.#expected.has(name);
    if (this.#closed)
      return reply(response, 403, "Extension.RegistrationClosed", "Extension registration closed already");
    const known = [...this.#byId.values()].some((extension) => extension.name === name);
    if (known)
      return reply(response, 403, "Extension.InvalidExtensionState", `Extension ${name} has registered already`);
    if (this.#byId.size >= MOST)
      return reply(response, 403, "Extension.TooManyExtensions", "Extension limit (10) reached");
    let events: EventType[];
    try {
      ({ events } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { events: EventType[] });
    } catch {
      return reply(response, 400, "InvalidRequestFormat", "The request body is not valid JSON");
    }
    const wrong = events.find((event) => !EVENTS.has(event) || (event === "SHUTDOWN" && !external));
    if (wrong !== undefined) {
      const kind = external ? "external" : "internal";
      return reply(
        response,
        403,
        "Extension.InvalidEventType",
        `Event type ${wrong} is not allowed for ${kind} extensions`,
      );
    }
    const extension: Extension = { name, id: randomUUID(), external, events, pending: [] };
    this.#byId.set(extension.id, extension);
    const { accountId, ...identity } = this.#identity;
    const withAccount = String(request.headers["lambda-extension-accept-feature"] ?? "").includes("accountId");
    sendJson(
      response,
      { ...identity, ...(withAccount && { accountId }) },
      { "Lambda-Extension-Identifier": extension.id },
    );
    this.#listener.onRegistered(name, events);
  }

  #next(request: IncomingMessage, response: ServerResponse): void {
    const extension = this.#require(request, response);
    if (!extension) return;
    extension.waiting = response;
    response.on("close", () => {
      if (extension.waiting === response) delete extension.waiting;
    });
    if (!this.#send(extension)) this.#listener.onChange();
  }

  #failed(request: IncomingMessage, response: ServerResponse, call: string): void {
    const extension = this.#require(request, response);
    if (!extension) return;
    request.resume();
    sendJson(response, { status: "OK" }, {}, 202);
    this.#listener.onFailure(call === "init/error" ? "Extension.InitError" : "Extension.ExitError");
  }

  #require(request: IncomingMessage, response: ServerResponse): Extension | undefined {
    const id = request.headers["lambda-extension-identifier"];
    const extension = this.#extension(request);
    if (extension) return extension;
    request.resume();
    if (id === undefined) {
      reply(response, 403, "Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header");
    } else {
      reply(response, 403, "Extension.UnknownExtensionIdentifier", `Unknown extension ${String(id)}`);
    }
    return undefined;
  }

  #extension(request: IncomingMessage): Extension | undefined {
    return this.#byId.get(String(request.headers["lambda-extension-identifier"] ?? ""));
  }

  /** Gives an extension its next event when it waits for one. */
  #send(extension: Extension): boolean {
    const { waiting } = extension;
    const event = waiting && extension.pending.shift();
    if (!waiting || event === undefined) return false;
    delete extension.waiting;
    sendJson(waiting, event, { "Lambda-Extension-Event-Identifier": randomUUID() });
    return true;
  }
}

export function sendJson(
  response: ServerResponse,
  value: object,
  headers: Record<string, string> = {},
  status = 200,
): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
