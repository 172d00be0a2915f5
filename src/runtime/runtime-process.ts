/** One runtime process with its Runtime API: from launch over initialization to the end of its last invocation. */
import { deferred } from "./deferred.ts";
import type { EnvironmentHost } from "./environment-host.ts";
import type { Layout } from "./environment-variables.ts";
import { environmentVariables } from "./environment-variables.ts";
import type { FunctionLog } from "./function-log.ts";
import type { FunctionVersion } from "./function-version.ts";
import type { Invocation } from "./invocation.ts";
import type { ExitStatus, FunctionProcess, MemoryUse } from "./launch/function-process.ts";
import { RuntimeApi, type RuntimeResponse } from "./runtime-api.ts";

/** How something the process was asked for ended. */
export type Outcome =
  | { readonly kind: "ready" }
  | RuntimeResponse
  | { readonly kind: "exit"; readonly status: ExitStatus }
  | { readonly kind: "launch-failure"; readonly message: string };

const FREEZE_DELAY = 10;

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
  readonly #initialized = deferred<Outcome>();
  #response = deferred<Outcome>();
  #idle = deferred<void>();
  #process: FunctionProcess | undefined;
  #exit: ExitStatus | undefined;
  #killed = false;
  #frozen = false;
  #freezing: NodeJS.Timeout | undefined;

  constructor(options: RuntimeProcessOptions) {
    this.#options = options;
    this.initialized = this.#initialized.promise;
    this.#api = new RuntimeApi({
      onNext: () => {
        this.#initialized.resolve({ kind: "ready" });
        this.#idle.resolve();
      },
      onInitError: (errorType, payload) => this.#initialized.resolve({ kind: "error", errorType, payload }),
      onResponse: (response) => this.#response.resolve(response),
    });
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
    if (this.#exit) this.#ended(this.#exit);
    else this.#api.deliver(invocation, deadline);
    return { response: this.#response.promise, idle: this.#idle.promise };
  }

  /** Stops the processes soon: at once would cost those more who call again and again. */
  freeze(): void {
    if (this.#frozen || !this.alive) return;
    clearTimeout(this.#freezing);
    this.#freezing = setTimeout(() => {
      this.#frozen = true;
      this.#process?.freeze();
    }, FREEZE_DELAY).unref();
  }

  thaw(): void {
    clearTimeout(this.#freezing);
    if (!this.#frozen) return;
    this.#frozen = false;
    this.#process?.thaw();
  }

  memory(): MemoryUse {
    return this.#process?.memory() ?? { current: 0, peak: 0 };
  }

  /** Ends the process at once; resolves when it is gone and its output is read. */
  async kill(): Promise<void> {
    this.#killed = true;
    clearTimeout(this.#freezing);
    this.#process?.kill();
    this.#api.close();
    await this.#process?.exited;
  }

  async #launch(): Promise<void> {
    const { id, version, host, log, tmpDirectory } = this.#options;
    const address = this.#api.listen();
    const credentials = version.credentials();
    const launcher = await host.launcherFor(version);
    const process = await launcher.launch({
      id,
      version,
      tmpDirectory,
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
      this.#api.close();
      this.#ended(status);
    });
    if (this.#killed) process.kill();
  }

  #ended(status: ExitStatus): void {
    const outcome: Outcome = { kind: "exit", status };
    this.#initialized.resolve(outcome);
    this.#response.resolve(outcome);
    this.#idle.resolve();
  }
}

/** Lets output that the kernel already holds be read: it was written before whatever we just heard of. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}
