/** Runs Lambda functions as processes of this machine: the room's one door. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { assetsDirectory } from "./assets-directory.ts";
import type { EnvironmentHost } from "./environment-host.ts";
import { EnvironmentPool } from "./environment-pool.ts";
import type { FunctionVersion, LogEvent } from "./function-version.ts";
import type { Invocation, InvocationResult } from "./invocation.ts";
import { Launchers } from "./launch/launchers.ts";

export interface LambdaRuntimeOptions {
  /** Folder with `code` and `opt`, where function versions' directories lie; `tmp` and `root` are made in it. */
  readonly directory: string;
  writeLog(version: FunctionVersion, stream: string, events: readonly LogEvent[]): void;
  warn(message: string): void;
  /** Functions that someone debugs, with the port of each debugger; nothing of theirs times out. */
  readonly debugPorts?: ReadonlyMap<string, number>;
  /** Milliseconds after which an environment without work ends. */
  readonly keepAlive?: number;
}

const KEEP_ALIVE = 10 * 60 * 1000;
const LONGEST_SWEEP_INTERVAL = 30_000;

export class LambdaRuntime {
  readonly #options: LambdaRuntimeOptions;
  readonly #launchers: Launchers;
  readonly #host: EnvironmentHost;
  readonly #pools = new Map<string, EnvironmentPool>();
  #sweeper: NodeJS.Timeout | undefined;

  constructor(options: LambdaRuntimeOptions) {
    this.#options = options;
    // Nothing in these outlives the program that made it.
    for (const folder of ["tmp", "root"]) {
      rmSync(join(options.directory, folder), { recursive: true, force: true });
      mkdirSync(join(options.directory, folder), { recursive: true });
    }
    const debugPorts = options.debugPorts ?? new Map<string, number>();
    this.#launchers = new Launchers(options.directory, assetsDirectory(), debugPorts, (message) =>
      options.warn(message),
    );
    this.#host = {
      launcherFor: (version) => this.#launchers.launcherFor(version),
      makeTmpDirectory: (id) => {
        const folder = join(options.directory, "tmp", id);
        mkdirSync(folder, { mode: 0o777 });
        return folder;
      },
      writeLog: (version, stream, events) => options.writeLog(version, stream, events),
      isDebugged: (version) => debugPorts.has(version.functionName),
    };
  }

  invoke(version: FunctionVersion, invocation: Invocation): Promise<InvocationResult> {
    return this.#pool(version).invoke(invocation);
  }

  /** Makes the first cold start of this runtime quick; failures show when a function runs. */
  warm(runtime: string): void {
    this.#launchers.warm(runtime).catch(() => undefined);
  }

  provision(version: FunctionVersion, count: number): Promise<void> {
    return this.#pool(version).provision(count);
  }

  /** The function version has been replaced or deleted: its environments take no more work. */
  retire(key: string): void {
    const pool = this.#pools.get(key);
    this.#pools.delete(key);
    void pool?.retire();
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.close()));
    this.#launchers.close();
    rmSync(join(this.#options.directory, "tmp"), { recursive: true, force: true });
  }

  #pool(version: FunctionVersion): EnvironmentPool {
    let pool = this.#pools.get(version.key);
    if (!pool) {
      pool = new EnvironmentPool(version, this.#host);
      this.#pools.set(version.key, pool);
      this.#sweeper ??= setInterval(() => this.#sweep(), Math.min(this.#keepAlive, LONGEST_SWEEP_INTERVAL)).unref();
    }
    return pool;
  }

  #sweep(): void {
    for (const pool of this.#pools.values()) void pool.endIdle(this.#keepAlive);
  }

  get #keepAlive(): number {
    return this.#options.keepAlive ?? KEEP_ALIVE;
  }
}
