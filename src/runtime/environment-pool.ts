/** The execution environments of one function version. Its concurrency is how many there are. */
import { randomUUID } from "node:crypto";
import type { EnvironmentHost } from "./environment-host.ts";
import { ExecutionEnvironment } from "./execution-environment.ts";
import type { FunctionVersion } from "./function-version.ts";
import type { Invocation, InvocationResult } from "./invocation.ts";
import { Pace } from "./pace.ts";

/** Who waits for an environment gives up when none has become free for so long, in milliseconds. */
const PATIENCE = 25;

interface IdleEnvironment {
  readonly environment: ExecutionEnvironment;
  readonly since: number;
}

export class EnvironmentPool {
  readonly version: FunctionVersion;
  readonly #host: EnvironmentHost;
  readonly #all = new Set<ExecutionEnvironment>();
  /** The one used last is at the end and is taken first. */
  readonly #idle: IdleEnvironment[] = [];
  /** Environments that have answered but not yet finished, and who waits for one. */
  #finishing = 0;
  readonly #waiting: ((environment: ExecutionEnvironment | undefined) => void)[] = [];
  #impatience: NodeJS.Timeout | undefined;
  #released = 0;
  readonly #pace = new Pace();
  #retired = false;
  /** Provisioned ones, which stay however idle they are. */
  #kept = 0;

  constructor(version: FunctionVersion, host: EnvironmentHost) {
    this.version = version;
    this.#host = host;
  }

  get size(): number {
    return this.#all.size;
  }

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    const { tenantId } = invocation;
    const free = this.#freeSoon(tenantId) ? await this.#nextFree() : undefined;
    const environment = free ?? this.#takeIdle(tenantId) ?? this.#create(tenantId);
    const run = this.#pace.begin();
    try {
      const result = await environment.invoke(invocation);
      this.#finishing++;
      void result.finished.finally(() => {
        this.#finishing--;
        this.#pace.end(run);
        this.#release(environment);
      });
      return result;
    } catch (error) {
      this.#pace.end(run);
      this.#all.delete(environment);
      await environment.end();
      throw error;
    }
  }

  /** Initializes environments ahead of invocations until there are `count`. */
  async provision(count: number): Promise<void> {
    this.#kept = count;
    const version: FunctionVersion = { ...this.version, initializationType: "provisioned-concurrency" };
    const missing = Math.max(0, count - this.#all.size);
    const fresh = Array.from({ length: missing }, () => this.#create(undefined, version));
    await Promise.all(fresh.map((environment) => environment.initialize()));
    for (const environment of fresh) this.#release(environment);
  }

  /** Takes no more work: idle environments end now, busy ones when they have finished. */
  async retire(): Promise<void> {
    this.#retired = true;
    this.#kept = 0;
    await this.endIdle(0);
  }

  /** Ends environments that have been idle for longer than that. */
  async endIdle(milliseconds: number): Promise<void> {
    const limit = performance.now() - milliseconds;
    const old = this.#idle.filter(({ since }) => since <= limit).slice(0, Math.max(0, this.#all.size - this.#kept));
    for (const idle of old) this.#idle.splice(this.#idle.indexOf(idle), 1);
    await Promise.all(old.map(({ environment }) => this.#end(environment)));
  }

  /** Ends everything at once, whatever it does. */
  async close(): Promise<void> {
    this.#retired = true;
    await Promise.all([...this.#all].map((environment) => this.#end(environment)));
  }

  /** An environment that has served a tenant serves no other. Provisioned ones come before those started on demand. */
  #takeIdle(tenantId: string | undefined): ExecutionEnvironment | undefined {
    const provisioned = this.#kept === 0 ? -1 : this.#idle.findLastIndex(({ environment }) => environment.provisioned);
    const at =
      provisioned < 0 ? this.#idle.findLastIndex(({ environment }) => environment.tenantId === tenantId) : provisioned;
    return at < 0 ? undefined : this.#idle.splice(at, 1)[0]?.environment;
  }

  /** What comes when all provisioned ones are busy is started on demand, and says so. */
  #create(tenantId?: string, version = this.version): ExecutionEnvironment {
    const environment = new ExecutionEnvironment(randomUUID(), version, this.#host, tenantId);
    this.#all.add(environment);
    return environment;
  }

  #release(environment: ExecutionEnvironment): void {
    this.#released++;
    const next = this.#pace.full ? undefined : this.#waiting.shift();
    if (next) next(environment);
    else if (this.#retired) void this.#end(environment);
    else this.#idle.push({ environment, since: performance.now() });
  }

  /** Whether one is about to be free, so that waiting for it beats waking or starting another. */
  #freeSoon(tenantId: string | undefined): boolean {
    // Whose environment will be free first is not known.
    if (tenantId !== undefined) return false;
    if (this.#pace.full) return true;
    return this.#idle.length === 0 && this.#finishing > this.#waiting.length;
  }

  /** The next environment to become free; undefined when that takes too long. */
  #nextFree(): Promise<ExecutionEnvironment | undefined> {
    this.#watch();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #watch(): void {
    if (this.#impatience) return;
    const seen = this.#released;
    this.#impatience = setTimeout(() => {
      this.#impatience = undefined;
      if (this.#waiting.length === 0) return;
      if (this.#released !== seen) return this.#watch();
      this.#pace.stalled();
      for (const give of this.#waiting.splice(0)) give(undefined);
    }, PATIENCE);
  }

  #end(environment: ExecutionEnvironment): Promise<void> {
    this.#all.delete(environment);
    return environment.end();
  }
}
