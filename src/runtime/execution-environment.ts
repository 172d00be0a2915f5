/**
 * One execution environment: a function version's process, its /tmp and its log stream, taking one invocation at a
 * time. It outlives its process: after a timeout or an exit the next invocation starts a new process in the same
 * environment (same /tmp, same stream), as Lambda does.
 */
import { rm } from "node:fs/promises";
import type { EnvironmentHost } from "./environment-host.ts";
import { describeFailure } from "./failures.ts";
import { FunctionLog } from "./function-log.ts";
import type { FunctionVersion } from "./function-version.ts";
import type { Invocation, InvocationResult } from "./invocation.ts";
import { initReport, initStart, report, runtimeDone, type Status, start } from "./platform-log.ts";
import { type Outcome, RuntimeProcess, settle } from "./runtime-process.ts";
import { type Excess, Watch } from "./watch.ts";

/** Lambda stops an initialization that takes longer, and repeats it within the invocation. */
const INIT_LIMIT = 10_000;
const MEMORY_REUSE = 1000;

export class ExecutionEnvironment {
  readonly id: string;
  readonly version: FunctionVersion;
  /** The one tenant it serves, of functions that keep tenants apart. */
  readonly tenantId: string | undefined;
  readonly #host: EnvironmentHost;
  readonly #log: FunctionLog;
  readonly #tmpDirectory: string;
  readonly #watch: Watch;
  #process: RuntimeProcess | undefined;
  #launches = 0;
  #initialized = false;
  #initDuration: number | undefined;
  #peakMemory = 0;
  #memoryReadAt = 0;
  #ended = false;

  constructor(id: string, version: FunctionVersion, host: EnvironmentHost, tenantId?: string) {
    this.id = id;
    this.version = version;
    this.tenantId = tenantId;
    this.#host = host;
    this.#log = new FunctionLog(version, id, host);
    this.#tmpDirectory = host.makeTmpDirectory(id);
    this.#watch = new Watch(version.memorySize * 1024 * 1024, () => this.#process?.memory);
  }

  get provisioned(): boolean {
    return this.version.initializationType === "provisioned-concurrency";
  }

  /** The INIT phase: before the first invocation, or ahead of any as provisioned concurrency does. */
  async initialize(): Promise<void> {
    this.#initialized = true;
    const began = performance.now();
    this.#limit(INIT_LIMIT);
    const ending = await this.#startProcess().initialized;
    this.#watch.end();
    const duration = performance.now() - began;
    if (ending.kind === "ready") {
      this.#initDuration = duration;
      this.#log.platform(initReport(this.version, "init", duration, "success", undefined));
      this.#process?.freeze();
    } else {
      await this.#dropProcess();
      this.#initFailed("init", ending, duration);
    }
  }

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    const coldStart = !this.#initialized;
    this.#log.beginInvocation();
    if (coldStart) await this.initialize();
    const initDuration = this.#initDuration;
    this.#initDuration = undefined;
    const began = performance.now();
    const timeout = this.version.timeout * 1000;
    this.#limit(timeout);
    const { ending, idle } = await this.#respond(invocation, Date.now() + timeout);
    const payload =
      ending.kind === "result" ? ending.payload : describeFailure(ending, invocation.requestId, this.version).payload;
    const finished = this.#finish(invocation, ending, idle, began, initDuration);
    return {
      payload,
      ...(ending.kind !== "result" && { functionError: "Unhandled" as const }),
      coldStart,
      finished,
      logTail: finished.then(() => this.#log.tail()),
    };
  }

  /** Ends the environment for good; nothing of it stays. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    const process = this.#process;
    this.#process = undefined;
    await process?.shutDown("spindown");
    this.#log.flush();
    await rm(this.#tmpDirectory, { recursive: true, force: true });
  }

  /** Gives the invocation to the process, starting one when there is none, up to the runtime's answer. */
  async #respond(invocation: Invocation, deadline: number): Promise<{ ending: Outcome; idle: Promise<unknown> }> {
    if (!this.#process?.alive) {
      const began = performance.now();
      const ending = await this.#startProcess().initialized;
      if (ending.kind !== "ready") {
        this.#initFailed("invoke", ending, performance.now() - began);
        // It may still be about to end: the next invocation is for another one.
        await this.#dropProcess(ending.kind === "timeout" ? "timeout" : "failure");
        this.#log.platform(start(this.version, invocation.requestId));
        return { ending, idle: Promise.resolve() };
      }
    }
    this.#log.platform(start(this.version, invocation.requestId));
    const process = this.#process;
    if (!process) throw new Error("An environment that has been ended was invoked");
    const { response, idle } = process.invoke(invocation, deadline);
    return { ending: await response, idle };
  }

  /** After the answer: waits for the runtime to ask for more, writes END and REPORT, freezes. */
  async #finish(
    { requestId }: Invocation,
    ending: Outcome,
    idle: Promise<unknown>,
    began: number,
    initDuration: number | undefined,
  ): Promise<void> {
    const failed = ending.kind !== "result" && ending.kind !== "error" && ending.kind !== "too-large";
    if (!failed) await idle;
    this.#watch.end();
    const duration = performance.now() - began;
    this.#readMemory(performance.now());
    if (failed || !this.#process?.alive) await this.#dropProcess(ending.kind === "timeout" ? "timeout" : "failure");
    await settle();
    const { status, errorType, line } = describeFailure(ending, requestId, this.version);
    if (line !== undefined) this.#log.line(line);
    this.#log.platform(runtimeDone(requestId, duration, status, errorType));
    this.#log.platform(
      report(this.version, {
        requestId,
        duration: ending.kind === "timeout" ? this.version.timeout * 1000 : duration,
        ...(initDuration !== undefined && { initDuration }),
        memoryUsed: Math.min(this.version.memorySize, Math.ceil(this.#peakMemory / 1024 / 1024)),
        status,
        ...(errorType !== undefined && { errorType }),
      }),
    );
    this.#process?.freeze();
  }

  /** The most the processes have used; looked up once in a while, as it costs more than a quick invocation. */
  #readMemory(now: number): void {
    if (this.#peakMemory > 0 && now - this.#memoryReadAt < MEMORY_REUSE) return;
    this.#memoryReadAt = now;
    this.#peakMemory = Math.max(this.#peakMemory, this.#process?.memory?.peak() ?? 0);
  }

  #startProcess(): RuntimeProcess {
    this.#log.platform(initStart(this.version));
    const process = new RuntimeProcess({
      id: `${this.id}.${++this.#launches}`,
      version: this.version,
      host: this.#host,
      log: this.#log,
      tmpDirectory: this.#tmpDirectory,
    });
    this.#process = process;
    return process;
  }

  async #dropProcess(reason: "timeout" | "failure" = "failure"): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    await process?.shutDown(reason);
  }

  #initFailed(phase: "init" | "invoke", ending: Outcome, duration: number): void {
    const status: Status = ending.kind === "timeout" ? "timeout" : "error";
    const { errorType } = describeFailure(ending, "", this.version);
    this.#log.platform(initReport(this.version, phase, duration, status, errorType));
  }

  /** Gives up what comes next when it takes longer, or more memory than the function has; not while it is debugged. */
  #limit(milliseconds: number): void {
    if (this.#host.isDebugged(this.version)) return;
    const onExcess = (excess: Excess) => this.#process?.giveUp(excess);
    this.#watch.begin({ deadline: performance.now() + milliseconds, onExcess });
  }
}
