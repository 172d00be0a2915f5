/**
 * One cloud: its store, clock and bus, its services, and the way an operation takes once its input is decoded:
 * validate, authorize, operate, tell the bus. The listener and `cloud.call` both come in here.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../cloud/clock.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { createClock } from "../cloud/create-clock.ts";
import { createEventBus } from "../cloud/create-event-bus.ts";
import type { EventBus } from "../cloud/event-bus.ts";
import type { AnyOperation, CallOptions } from "../cloud/operation.ts";
import { defaultAccount, defaultRegion } from "../cloud/regions.ts";
import type { Service } from "../cloud/service.ts";
import { type ServiceEntry, serviceRegistry } from "../services/registry.ts";
import { openStore } from "../store/open-store.ts";
import { VERSION } from "../version.ts";
import { membersOf } from "../wire/encoded-body.ts";
import { serviceModel } from "../wire/model.ts";
import { ServiceException } from "../wire/service-exception.ts";
import { inputValidator } from "../wire/validation.ts";
import { CallContext, type Caller } from "./call-context.ts";
import { CountingStore } from "./counting-store.ts";
import { rootPrincipal } from "./principals.ts";
import { RecordedContext } from "./recorded-context.ts";
import { newRequestId } from "./request-id.ts";
import { RunningServices } from "./running-services.ts";

/** Throws a ServiceException to refuse the call. */
export type Authorize = (
  service: string,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  context: CallContext,
) => void;

export interface CloudOptions {
  /** Where the cloud keeps its data; a temporary folder, removed at the end, for an ephemeral one without. */
  readonly directory?: string;
  /** Keep data in memory only. */
  readonly ephemeral?: boolean;
  readonly services?: Readonly<Record<string, ServiceEntry>>;
  readonly authorize?: Authorize;
  /** Told of what fails outside of any request. */
  readonly onError?: (error: unknown) => void;
}

export async function createCloud(options: CloudOptions = {}): Promise<RunningCloud> {
  const temporary = options.directory === undefined;
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), "terrarium-"));
  const ephemeral = options.ephemeral ?? temporary;
  const files = join(directory, "files");
  mkdirSync(files, { recursive: true, mode: 0o700 });
  const onError = options.onError ?? warn;
  const opened = await openStore({
    directory: join(directory, "store"),
    ephemeral,
    version: VERSION,
    onTrouble: (failure) => onError(failure ?? `The data in ${directory} can be written again`),
  });
  return new RunningCloud(new CountingStore(opened), directory, { ...options, ephemeral, onError }, temporary);
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}

export class RunningCloud implements Cloud {
  readonly store: CountingStore;
  readonly clock: Clock;
  readonly bus: EventBus;
  readonly directory: string;
  readonly services: RunningServices;
  readonly onError: (error: unknown) => void;
  /** Set by the listener. */
  endpoint = "";
  readonly #root: string;
  readonly #ephemeral: boolean;
  readonly #temporary: boolean;
  readonly #authorize: Authorize | undefined;

  constructor(store: CountingStore, root: string, options: CloudOptions, temporary: boolean) {
    this.onError = options.onError ?? warn;
    this.store = store;
    this.clock = createClock();
    this.bus = createEventBus(this.onError);
    this.directory = join(root, "files");
    this.#root = root;
    this.#ephemeral = options.ephemeral ?? false;
    this.#temporary = temporary;
    this.#authorize = options.authorize;
    this.services = new RunningServices(options.services ?? serviceRegistry, this, this.onError);
  }

  async call(
    service: string,
    operation: string,
    input: object,
    options: CallOptions = {},
  ): Promise<Record<string, unknown>> {
    const account = options.account ?? defaultAccount;
    const region = options.region ?? defaultRegion;
    const caller: Caller = { account, principal: options.principal ?? rootPrincipal(account, region) };
    if (!this.services.has(service)) throw notImplemented(service, operation);
    const loaded = this.services.running(service) ?? (await this.services.start(service));
    const { answered, recording, signal } = options;
    const told = answered && ((output: object) => answered(membersOf(output)));
    const given = input as Record<string, unknown>;
    const id = newRequestId(service);
    if (!recording) {
      const context = new CallContext(this, service, caller, region, id, undefined, signal);
      return membersOf(await this.operate(loaded, operation, given, context, told));
    }
    const context = new RecordedContext(recording, this, service, caller, region, id, signal);
    const output = this.store.recorded(recording, () => this.operate(loaded, operation, given, context, told));
    if (output instanceof Promise) recording.spoil();
    return membersOf(await output);
  }

  /**
   * Runs one operation whose input is decoded. Returns at once what an operation returns at once: the way of a plain
   * read from socket to answer has no promise in it.
   */
  operate(
    service: Service,
    operation: string,
    input: Record<string, unknown>,
    context: CallContext,
    answered?: (output: object) => void,
  ): object | Promise<object> {
    const start = performance.now();
    try {
      const run = operationOf(service, operation);
      inputValidator(service.name, operation)?.(input);
      this.#authorize?.(service.name, operation, input, context);
      const writes = this.store.writes;
      const output = run(input as never, context);
      if (answered && !(output instanceof Promise)) answered(output);
      if (!(output instanceof Promise) && this.store.writes === writes) {
        this.#done(service.name, operation, context, start);
        return output;
      }
      return this.#settled(output, service.name, operation, context, start, answered);
    } catch (error) {
      this.#done(service.name, operation, context, start, error);
      throw error;
    }
  }

  async #settled(
    output: object | Promise<object>,
    service: string,
    operation: string,
    context: CallContext,
    start: number,
    answered?: (output: object) => void,
  ): Promise<object> {
    try {
      const value = output instanceof Promise ? await output : output;
      if (output instanceof Promise) answered?.(value);
      await this.store.committed();
      this.#done(service, operation, context, start);
      return value;
    } catch (error) {
      this.#done(service, operation, context, start, error);
      throw error;
    }
  }

  #done(service: string, operation: string, context: CallContext, start: number, error?: unknown): void {
    const { account, region, requestId } = context;
    const milliseconds = performance.now() - start;
    const event = { account, region, service, operation, requestId, at: this.clock.now(), milliseconds };
    if (error === undefined) this.bus.publish("operation.done", event);
    else {
      const code = error instanceof ServiceException ? error.code : "InternalFailure";
      this.bus.publish("operation.done", { ...event, error: { code, message: (error as Error).message } });
    }
  }

  /** Forgets everything, as if the cloud had just been made. */
  async reset(): Promise<void> {
    await this.services.stop();
    this.store.deletePrefix([]);
    await this.store.committed();
    rmSync(this.directory, { recursive: true, force: true });
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    await this.services.startEager();
  }

  async close(): Promise<void> {
    await this.services.stop();
    await this.store.close();
    if (this.#temporary) rmSync(this.#root, { recursive: true, force: true });
    else if (this.#ephemeral) rmSync(this.directory, { recursive: true, force: true });
  }
}

function operationOf(service: Service, name: string): AnyOperation {
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (operation === undefined) throw notImplemented(service.name, name);
  return operation;
}

/** 501 is a status that no client retries, unlike 500 and 503. */
export function notImplemented(service: string, operation: string): ServiceException {
  let name = service;
  try {
    name = serviceModel(service).table.serviceId;
  } catch {
    // A service without shapes goes by the name its client gave it.
  }
  return new ServiceException("NotImplemented", `Terrarium does not implement ${operation} of ${name}.`, {}, 501);
}
