/**
 * The log stream of one execution environment: what its process writes and what Lambda itself says, in order, handed on
 * in batches. Also keeps the last 4 KB of the current invocation for callers that ask for the log's tail.
 */
import type { EnvironmentHost } from "./environment-host.ts";
import type { FunctionVersion, LogEvent } from "./function-version.ts";
import { OutputDecoder } from "./output-decoder.ts";
import { type PlatformEvent, renderPlatformEvent } from "./platform-log.ts";

const TAIL_BYTES = 4096;
/** Lines wait this long for others: writing them costs more than a quick invocation that each would be written for. */
const FLUSH_DELAY = 5;

export interface LogObserver {
  platformEvent(event: PlatformEvent, at: number): void;
  functionLines(events: readonly LogEvent[]): void;
}

export class FunctionLog {
  readonly stream: string;
  readonly #version: FunctionVersion;
  readonly #host: EnvironmentHost;
  #decoder = new OutputDecoder();
  #pending: LogEvent[] = [];
  #flush: NodeJS.Timeout | undefined;
  #tail: string[] = [];
  #tailLength = 0;
  #observer: LogObserver | undefined;

  constructor(version: FunctionVersion, environmentId: string, host: EnvironmentHost) {
    const [day] = new Date().toISOString().split("T");
    this.stream = `${day?.replaceAll("-", "/")}/[${version.version}]${environmentId.replaceAll("-", "")}`;
    this.#version = version;
    this.#host = host;
  }

  /** Telemetry subscribers of the environment see everything too. */
  observe(observer: LogObserver | undefined): void {
    this.#observer = observer;
  }

  output(chunk: Buffer): void {
    this.#functionEvents(this.#decoder.push(chunk, Date.now()));
  }

  /** The process has ended: whatever it left unfinished is a line of its own. */
  outputEnded(): void {
    this.#functionEvents(this.#decoder.finish(Date.now()));
    this.#decoder = new OutputDecoder();
  }

  platform(event: PlatformEvent): void {
    const now = Date.now();
    this.#observer?.platformEvent(event, now);
    const message = renderPlatformEvent(this.#version, event, now);
    if (message !== undefined) this.#add({ timestamp: now, message });
  }

  /** A line that Lambda writes in either format as plain text. */
  line(message: string): void {
    this.#add({ timestamp: Date.now(), message });
  }

  beginInvocation(): void {
    this.#tail = [];
    this.#tailLength = 0;
  }

  tail(): string {
    const text = this.#tail.map((message) => (message.endsWith("\n") ? message : `${message}\n`)).join("");
    const bytes = Buffer.from(text);
    return bytes.length <= TAIL_BYTES ? text : bytes.subarray(bytes.length - TAIL_BYTES).toString("utf8");
  }

  /** Hands on at once what is waiting. */
  flush(): void {
    clearTimeout(this.#flush);
    this.#flush = undefined;
    const events = this.#pending;
    this.#pending = [];
    if (events.length > 0) this.#host.writeLog(this.#version, this.stream, events);
  }

  #functionEvents(events: readonly LogEvent[]): void {
    if (events.length === 0) return;
    this.#observer?.functionLines(events);
    for (const event of events) this.#add(event);
  }

  #add(event: LogEvent): void {
    this.#pending.push(event);
    this.#tail.push(event.message);
    this.#tailLength += event.message.length;
    for (
      let first = this.#tail[0];
      first !== undefined && this.#tailLength - first.length > TAIL_BYTES;
      first = this.#tail[0]
    ) {
      this.#tail.shift();
      this.#tailLength -= first.length;
    }
    this.#flush ??= setTimeout(() => this.flush(), FLUSH_DELAY);
  }
}
