/** One runtime process with its Runtime API: from launch over initialization to the end of its last invocation. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { deferred } from "./deferred.ts";
import type { EnvironmentHost } from "./environment-host.ts";
import type { Layout } from "./environment-variables.ts";
import { environmentVariables } from "./environment-variables.ts";
import { Extensions } from "./extensions.ts";
import type { FunctionLog } from "./function-log.ts";
import type { FunctionVersion } from "./function-version.ts";
import type { Invocation } from "./invocation.ts";
import type { ExitStatus, FunctionProcess, TreeMemory } from "./launch/function-process.ts";
import { extensionReady, telemetrySubscribed } from "./platform-log.ts";
import { RuntimeApi, type RuntimeApiListener, type RuntimeResponse } from "./runtime-api.ts";
import { RuntimePort } from "./runtime-port.ts";
import { Telemetry } from "./telemetry.ts";
import type { Excess } from "./watch.ts";

/** How something the process was asked for ended. */
export type Outcome =
  | { readonly kind: "ready" }
  | Excess
  | RuntimeResponse
  | { readonly kind: "exit"; readonly status: ExitStatus }
  | { readonly kind: "launch-failure"; readonly message: string };

const FREEZE_DELAY = 10;
/** Who calls again within this time after a freeze is spared the next ones for as long. */
const BUSY_FREEZE_DELAY = 200;
const SHUTDOWN_LIMIT = 2000;
/** A killed process is gone within milliseconds; nobody waits longer for what the kernel holds on to. */
const KILL_LIMIT = 5000;

export interface RuntimeProcessOptions {
  readonly id: string;
  readonly version: FunctionVersion;
  readonly host: EnvironmentHost;
  readonly log: FunctionLog;
  readonly tmpDirectory: string;
}

export class RuntimeProcess {
  /** Resolves when the process first asks for work, or cannot. */
  readonly initialized: Promise<Outcome>;
  readonly #options: RuntimeProcessOptions;
  readonly #api: RuntimeApi;
  readonly #port: RuntimePort;
  readonly #initialized = deferred<Outcome>();
  readonly #extensions: Extensions;
  readonly #telemetry: Telemetry;
  readonly #extensionFiles: readonly string[];
  readonly #extensionsRegistered = deferred<void>();
  #runtimeWaits = false;
  #response = deferred<Outcome>();
  #idle = deferred<void>();
  #process: FunctionProcess | undefined;
  #exit: ExitStatus | undefined;
  #killed = false;
  #frozen = false;
  #frozenAt = 0;
  #idleSince: number | undefined;
  #freezeDelay = FREEZE_DELAY;
  #freezing: NodeJS.Timeout | undefined;

  constructor(options: RuntimeProcessOptions) {
    this.#options = options;
    this.initialized = this.#initialized.promise;
    const { version, log } = options;
    this.#extensionFiles = extensionsIn(version.optDirectory);
    if (this.#extensionFiles.length === 0) this.#extensionsRegistered.resolve();
    const { functionName, version: functionVersion, handler, account: accountId } = version;
    this.#extensions = new Extensions({ functionName, functionVersion, handler, accountId }, this.#extensionFiles, {
      onRegistered: (name, events) => {
        log.platform(extensionReady(name, events));
        if (this.#extensions.registered) this.#extensionsRegistered.resolve();
      },
      onChange: () => this.#settle(),
      onFailure: (errorType) => this.#initialized.resolve({ kind: "error", errorType, payload: Buffer.from("{}") }),
    });
    this.#telemetry = new Telemetry(
      (request) => this.#extensions.nameOf(request),
      (name, types) => {
        log.observe(this.#telemetry);
        log.platform(telemetrySubscribed(name, types));
      },
    );
    const listener: RuntimeApiListener = {
      onNext: () => {
        this.#runtimeWaits = true;
        this.#extensions.closeRegistration();
        this.#settle();
      },
      onInitError: (errorType, payload) => this.#initialized.resolve({ kind: "error", errorType, payload }),
      onResponse: (response) => this.#response.resolve(response),
    };
    this.#api = new RuntimeApi(listener);
    this.#port = new RuntimePort(this.#api, [this.#extensions.route, this.#telemetry.route]);
    this.#launch().catch((error: Error) =>
      this.#initialized.resolve({ kind: "launch-failure", message: error.message }),
    );
  }

  get alive(): boolean {
    return this.#process !== undefined && this.#exit === undefined && !this.#killed;
  }

  /** `response` resolves with the runtime's answer, `idle` when it has asked for more work or is gone. */
  invoke(
    invocation: Invocation,
    deadline: number,
  ): { readonly response: Promise<Outcome>; readonly idle: Promise<void> } {
    this.#response = deferred<Outcome>();
    this.#idle = deferred<void>();
    this.thaw();
    if (this.#exit) this.giveUp({ kind: "exit", status: this.#exit });
    else {
      this.#runtimeWaits = false;
      const { requestId, invokedFunctionArn, traceId } = invocation;
      this.#extensions.tellInvocation({ requestId, deadlineMs: deadline, invokedFunctionArn, traceId });
      this.#api.deliver(invocation, deadline);
    }
    return { response: this.#response.promise, idle: this.#idle.promise };
  }

  /** Nobody waits any longer for what the process was asked for. */
  giveUp(outcome: Outcome): void {
    this.#initialized.resolve(outcome);
    this.#response.resolve(outcome);
    this.#idle.resolve();
  }

  /** Stops the processes soon: at once would cost those more who call again and again. A debugger must find them awake. */
  freeze(): void {
    const { host, version } = this.#options;
    if (this.#frozen || !this.alive || host.isDebugged(version)) return;
    this.#idleSince = performance.now();
    this.#freezing ??= setTimeout(() => this.#freezeIfIdle(), this.#freezeDelay).unref();
  }

  thaw(): void {
    this.#idleSince = undefined;
    if (!this.#frozen) return;
    this.#frozen = false;
    const again = performance.now() - this.#frozenAt < BUSY_FREEZE_DELAY;
    this.#freezeDelay = again ? BUSY_FREEZE_DELAY : FREEZE_DELAY;
    this.#process?.thaw();
  }

  /** A timer that has been set runs on through invocations, and looks again if there was one meanwhile. */
  #freezeIfIdle(): void {
    this.#freezing = undefined;
    if (this.#idleSince === undefined || !this.alive) return;
    const left = this.#idleSince + this.#freezeDelay - performance.now();
    if (left > 1) {
      this.#freezing = setTimeout(() => this.#freezeIfIdle(), left).unref();
      return;
    }
    this.#frozen = true;
    this.#frozenAt = performance.now();
    this.#process?.freeze();
  }

  get memory(): TreeMemory | undefined {
    return this.#process?.memory;
  }

  /** Ends the process after its extensions have had their moment to do so themselves; at once without any. */
  async shutDown(reason: "spindown" | "timeout" | "failure"): Promise<void> {
    if (this.alive && this.#extensions.any) {
      this.thaw();
      this.#telemetry.flush();
      this.#extensions.tellShutdown(reason, Date.now() + SHUTDOWN_LIMIT);
      this.#process?.terminate();
      const limit = new Promise((resolve) => setTimeout(resolve, SHUTDOWN_LIMIT).unref());
      await Promise.race([this.#process?.exited, limit]);
    }
    await this.kill();
  }

  /** Ends the process at once; resolves when it is gone and its output is read. */
  async kill(): Promise<void> {
    this.#killed = true;
    clearTimeout(this.#freezing);
    this.#process?.kill();
    this.#port.close();
    const limit = new Promise((resolve) => setTimeout(resolve, KILL_LIMIT).unref());
    await Promise.race([this.#process?.exited, limit]);
  }

  async #launch(): Promise<void> {
    const { id, version, host, log, tmpDirectory } = this.#options;
    const address = this.#port.listen();
    const credentials = version.credentials();
    const launcher = await host.launcherFor(version);
    const process = await launcher.launch({
      id,
      version,
      tmpDirectory,
      extensions: this.#extensionFiles,
      extensionsRegistered: this.#extensionsRegistered.promise,
      connected: (socket) => this.#port.accept(socket),
      environment: async (layout: Layout) =>
        environmentVariables(version, layout, await credentials, await address, log.stream),
    });
    this.#process = process;
    process.output.on("data", (chunk: Buffer) => log.output(chunk));
    process.output.on("error", () => undefined);
    void process.exited.then(async (status) => {
      await settle();
      log.outputEnded();
      this.#exit = status;
      this.#port.close();
      this.giveUp({ kind: "exit", status });
    });
    if (this.#killed) process.kill();
  }

  /** Ready or idle means that the runtime and all extensions wait for something to do. */
  #settle(): void {
    if (!this.#runtimeWaits || !this.#extensions.idle) return;
    this.#telemetry.flush();
    this.#initialized.resolve({ kind: "ready" });
    this.#idle.resolve();
  }
}

/** Lets output that the kernel already holds be read: it was written before whatever we just heard of. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Executables that a layer brings to run beside the function. */
function extensionsIn(optDirectory: string | undefined): string[] {
  if (optDirectory === undefined) return [];
  const folder = join(optDirectory, "extensions");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}
