/**
 * The Telemetry API (2022-07-01) and the older Logs API (2020-08-15): extensions subscribe, and get what the function
 * and the platform say in batches over HTTP.
 */
import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { LogObserver } from "./function-log.ts";
import type { LogEvent } from "./function-version.ts";
import type { PlatformEvent } from "./platform-log.ts";
import { type Route, reply, untilCutOff } from "./runtime-port.ts";

interface Subscription {
  readonly types: ReadonlySet<string>;
  readonly url: URL;
  readonly maxItems: number;
  readonly timeoutMs: number;
  batch: object[];
  timer?: NodeJS.Timeout;
}

interface SubscriptionRequest {
  readonly types?: readonly string[];
  readonly buffering?: { readonly maxItems?: number; readonly timeoutMs?: number };
  readonly destination?: { readonly protocol?: string; readonly URI?: string };
}

const PATHS = new Set(["/2022-07-01/telemetry", "/2020-08-15/logs"]);

export class Telemetry implements LogObserver {
  readonly #nameOf: (request: IncomingMessage) => string | undefined;
  readonly #onSubscribed: (name: string, types: readonly string[]) => void;
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(
    nameOf: (request: IncomingMessage) => string | undefined,
    onSubscribed: (name: string, types: readonly string[]) => void,
  ) {
    this.#nameOf = nameOf;
    this.#onSubscribed = onSubscribed;
  }

  readonly route: Route = (request, response, path) => {
    if (!PATHS.has(path) || request.method !== "PUT") return false;
    untilCutOff(this.#subscribe(request, response));
    return true;
  };

  platformEvent(event: PlatformEvent, at: number): void {
    this.#add("platform", { time: new Date(at).toISOString(), type: event.type, record: event.record });
  }

  functionLines(events: readonly LogEvent[]): void {
    for (const { timestamp, message } of events) {
      this.#add("function", { time: new Date(timestamp).toISOString(), type: "function", record: message });
    }
  }

  /** Sends what is waiting, before the environment is frozen or ends. */
  flush(): void {
    for (const subscription of this.#subscriptions.values()) this.#send(subscription);
  }

  async #subscribe(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const name = this.#nameOf(request);
    if (name === undefined) {
      return reply(response, 403, "Extension.UnknownExtensionIdentifier", "Unknown extension");
    }
    let wanted: SubscriptionRequest;
    try {
      wanted = JSON.parse(Buffer.concat(chunks).toString("utf8")) as SubscriptionRequest;
    } catch {
      return reply(response, 400, "ValidationError", "The request body is not valid JSON");
    }
    const { types = [], buffering, destination } = wanted;
    if (destination?.protocol !== "HTTP" || destination.URI === undefined) {
      return reply(response, 400, "ValidationError", "Terrarium sends telemetry over HTTP only");
    }
    this.#subscriptions.set(name, {
      types: new Set(types),
      // The name stands for the environment itself, whose network is this machine's.
      url: new URL(destination.URI.replace("sandbox.localdomain", "127.0.0.1").replace("://sandbox:", "://127.0.0.1:")),
      maxItems: buffering?.maxItems ?? 10_000,
      timeoutMs: buffering?.timeoutMs ?? 1000,
      batch: [],
    });
    response.writeHead(200, { "Content-Type": "text/plain" });
    response.end("OK");
    this.#onSubscribed(name, types);
  }

  #add(type: string, event: object): void {
    for (const subscription of this.#subscriptions.values()) {
      if (!subscription.types.has(type)) continue;
      subscription.batch.push(event);
      if (subscription.batch.length >= subscription.maxItems) this.#send(subscription);
      else subscription.timer ??= setTimeout(() => this.#send(subscription), subscription.timeoutMs).unref();
    }
  }

  #send(subscription: Subscription): void {
    clearTimeout(subscription.timer);
    delete subscription.timer;
    if (subscription.batch.length === 0) return;
    const body = JSON.stringify(subscription.batch);
    subscription.batch = [];
    const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
    const outgoing = httpRequest(subscription.url, { method: "POST", headers }, (answer) => answer.resume());
    // An extension that does not listen loses its telemetry.
    outgoing.on("error", () => undefined);
    outgoing.end(body);
  }
}
