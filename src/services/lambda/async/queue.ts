/**
 * The queue of asynchronous events. An event is kept in the store until it has succeeded or been given up, so that one
 * that was accepted survives a restart. Function errors are tried again after one and two minutes of the cloud's time;
 * throttled events wait longer and longer, and all end when they are too old.
 */
import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { EventInvokeRecord, Place } from "../entities.ts";
import type { FunctionReference } from "../function-name.ts";
import { type InvocationRequest, invocationTarget, runInvocation } from "../invoking.ts";
import { eventInvokeKey } from "../keys.ts";
import { recordsAt } from "../records.ts";
import type { RunningLambda } from "../running.ts";
import type { InvocationTarget } from "../settled-targets.ts";
import { type AsyncOutcome, deliverOutcome } from "./destinations.ts";

export interface QueuedEvent extends Place {
  readonly id: string;
  readonly name: string;
  readonly qualifier?: string;
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly traceId?: string;
  readonly tenantId?: string;
  readonly acceptedAt: number;
  readonly dueAt: number;
  /** Invocations so far. */
  readonly attempts: number;
  readonly throttles: number;
}

const RETRY_DELAYS = [60_000, 120_000];
const DEFAULT_RETRIES = 2;
const DEFAULT_AGE = 6 * 60 * 60;
const LONGEST_BACKOFF = 5 * 60_000;
/** Events that run at once: Lambda scales this with its fleet, one machine does not. */
const PARALLEL = Math.max(8, availableParallelism() * 4);

const queueKey = (id: string) => ["lambda-queue", id];

export class AsyncQueue {
  readonly #lambda: RunningLambda;
  readonly #timers = new Map<string, () => void>();
  readonly #ready: QueuedEvent[] = [];
  readonly #working = new Set<Promise<void>>();
  #stopped = false;

  constructor(lambda: RunningLambda) {
    this.#lambda = lambda;
  }

  /** A client context is for invocations that somebody waits for only: it is left out. */
  add({ account, region, name, qualifier }: FunctionReference, request: InvocationRequest): void {
    const now = this.#lambda.cloud.clock.now();
    const { requestId, payload, traceId, tenantId } = request;
    this.#keep({
      id: randomUUID(),
      account,
      region,
      name,
      ...(qualifier !== undefined && { qualifier }),
      requestId,
      payload,
      ...(traceId !== undefined && { traceId }),
      ...(tenantId !== undefined && { tenantId }),
      acceptedAt: now,
      dueAt: now,
      attempts: 0,
      throttles: 0,
    });
  }

  resume(): void {
    for (const event of recordsAt<QueuedEvent>(this.#lambda.cloud, ["lambda-queue"])) this.#schedule(event);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#ready.length = 0;
  }

  #keep(event: QueuedEvent): void {
    this.#lambda.cloud.store.put(queueKey(event.id), event);
    this.#schedule(event);
  }

  #schedule(event: QueuedEvent): void {
    if (this.#stopped) return;
    const { clock } = this.#lambda.cloud;
    if (event.dueAt <= clock.now()) return this.#start(event);
    const cancel = clock.at(event.dueAt, () => {
      this.#timers.delete(event.id);
      this.#start(event);
    });
    this.#timers.set(event.id, cancel);
  }

  #start(event: QueuedEvent): void {
    if (this.#stopped) return;
    if (this.#working.size >= PARALLEL) {
      this.#ready.push(event);
      return;
    }
    const work = this.#process(event).catch((error: unknown) => process.emitWarning(error as Error));
    this.#working.add(work);
    void work.finally(() => {
      this.#working.delete(work);
      const next = this.#ready.shift();
      if (next) this.#start(next);
    });
  }

  async #process(event: QueuedEvent): Promise<void> {
    const { cloud } = this.#lambda;
    const settings = cloud.store.get<EventInvokeRecord>(
      eventInvokeKey(event, event.name, event.qualifier ?? "$LATEST"),
    );
    const oldest = event.acceptedAt + (settings?.maximumEventAge ?? DEFAULT_AGE) * 1000;
    let target: InvocationTarget;
    try {
      target = invocationTarget(this.#lambda, event);
    } catch {
      // The function is gone, and with it whoever would want to know.
      return this.#forget(event);
    }
    const give = (outcome: AsyncOutcome) => this.#end(event, target, settings, outcome);
    if (cloud.clock.now() > oldest) return give({ condition: "EventAgeExceeded", attempts: event.attempts });
    if (target.owner.reservedConcurrency === 0) return give({ condition: "ZeroReservedConcurrency", attempts: 0 });
    try {
      const result = await runInvocation(this.#lambda, target, event);
      const attempts = event.attempts + 1;
      const response = { payload: result.payload, functionError: result.functionError };
      if (this.#stopped) return;
      if (result.functionError === undefined) return await give({ condition: "Success", attempts, response });
      const retries = settings?.maximumRetryAttempts ?? DEFAULT_RETRIES;
      if (attempts > retries) return await give({ condition: "RetriesExhausted", attempts, response });
      const dueAt = cloud.clock.now() + (RETRY_DELAYS[attempts - 1] ?? 120_000);
      if (dueAt > oldest) return await give({ condition: "EventAgeExceeded", attempts, response });
      this.#keep({ ...event, attempts, dueAt });
    } catch (error) {
      if (this.#stopped) return;
      if (!(error instanceof ServiceException) || error.code !== "TooManyRequestsException") return this.#forget(event);
      const delay = Math.min(LONGEST_BACKOFF, 1000 * 2 ** event.throttles);
      this.#keep({ ...event, throttles: event.throttles + 1, dueAt: cloud.clock.now() + delay });
    }
  }

  async #end(
    event: QueuedEvent,
    target: InvocationTarget,
    settings: EventInvokeRecord | undefined,
    outcome: AsyncOutcome,
  ): Promise<void> {
    this.#forget(event);
    await deliverOutcome(this.#lambda, event, target, settings, outcome);
  }

  #forget({ id }: QueuedEvent): void {
    this.#lambda.cloud.store.delete(queueKey(id));
  }
}
