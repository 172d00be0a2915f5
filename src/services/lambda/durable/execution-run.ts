/**
 * A durable execution while it runs. The function is invoked with all operations so far; it goes on from there,
 * reports what it does by checkpoints, and ends with a result, an error, or the word that it waits. Waits, retries and
 * callbacks are the service's: when one of them is over, the function is invoked again.
 */
import { randomBytes, randomUUID } from "node:crypto";
import type { ErrorObject, Operation, OperationUpdate } from "@aws-sdk/client-lambda";
import { type Deferred, deferred } from "../../../runtime/deferred.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { invalidParameter } from "../fault.ts";
import { functionReference } from "../function-name.ts";
import { invocationTarget, runInvocation, runOnce } from "../invoking.ts";
import type { RunningLambda } from "../running.ts";
import { callbackId } from "./callback-ids.ts";
import {
  addEvent,
  type DurableExecution,
  executionArn,
  findOperation,
  operationsOf,
  type StoredOperation,
  saveExecution,
  saveOperation,
} from "./executions.ts";
import { eventError, eventResult, operationEvent } from "./history.ts";
import { type Answer, answerOf, errorOf } from "./invocation-answer.ts";
import { isAwaited, isTerminal, replayed, updated } from "./operations.ts";
import { startedDetails, startedWith, withMilliseconds } from "./starting.ts";

/** Invocations of one piece of work that may fail before the execution does. */
const ATTEMPTS = 3;
const RETRY_DELAY = 1000;
/** Operations that come with an invocation; the SDK asks for the rest. */
export const OPERATIONS_AT_ONCE = 1000;

type Ended = Pick<DurableExecution, "result" | "error"> & { readonly status: DurableExecution["status"] };

const newToken = (): string => randomBytes(24).toString("base64");

export class ExecutionRun {
  readonly #lambda: RunningLambda;
  #execution: DurableExecution;
  readonly #closed = deferred<DurableExecution>();
  readonly #abort = new AbortController();
  readonly #timers = new Map<string, () => void>();
  /** Operations that the service has brought on and the function has not heard of. */
  readonly #news = new Set<string>();
  /** Those that a checkpoint told the function of; it may have decided to wait before it heard. */
  readonly #told = new Set<string>();
  #wake: Deferred<void> = deferred();
  #token = newToken();
  #operations: number;

  constructor(lambda: RunningLambda, execution: DurableExecution) {
    this.#lambda = lambda;
    this.#execution = execution;
    this.#operations = operationsOf(this.#store, execution.id).length;
  }

  /** Resolves when the execution has ended, however. */
  get closed(): Promise<DurableExecution> {
    return this.#closed.promise;
  }

  begin(): void {
    const { input, config } = this.#execution;
    const ExecutionStartedDetails = { Input: eventResult(input), ExecutionTimeout: config.ExecutionTimeout };
    const { id, name } = this.#execution;
    addEvent(
      this.#store,
      id,
      { EventType: "ExecutionStarted", Id: id, Name: name, ExecutionStartedDetails },
      this.#now,
    );
    this.#go();
  }

  /** Goes on with an execution that a server left behind. */
  resume(): void {
    for (const stored of operationsOf(this.#store, this.#execution.id))
      if (isAwaited(stored.operation)) this.#await(stored);
    this.#go();
  }

  /** Lets go of the execution, which stays as it is in the store. */
  abandon(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#abort.abort();
  }

  end(ended: Ended): DurableExecution {
    if (this.#execution.status !== "RUNNING") return this.#execution;
    this.abandon();
    this.#execution = saveExecution(this.#store, { ...this.#execution, ...ended, endedAt: this.#now });
    const { id, name, result, error } = this.#execution;
    const turn = { SUCCEEDED: "Succeeded", FAILED: "Failed", TIMED_OUT: "TimedOut", STOPPED: "Stopped", RUNNING: "" };
    const EventType = `Execution${turn[ended.status]}` as "ExecutionSucceeded";
    const details = ended.status === "SUCCEEDED" ? { Result: eventResult(result) } : { Error: eventError(error) };
    addEvent(this.#store, id, { EventType, Id: id, Name: name, [`${EventType}Details`]: details }, this.#now);
    this.#closed.resolve(this.#execution);
    return this.#execution;
  }

  /** Takes a function's updates; returns the next token and the operations that are new to it. */
  checkpoint(token: string | undefined, updates: readonly OperationUpdate[]) {
    this.requireToken(token);
    const touched = new Set(this.#news);
    for (const id of touched) this.#told.add(id);
    this.#news.clear();
    for (const update of updates) {
      if (update.Type === "EXECUTION") this.#endByCheckpoint(update);
      else touched.add(this.#apply(update));
    }
    this.#token = newToken();
    const Operations = [...touched].flatMap(
      (id) => findOperation(this.#store, this.#execution.id, id)?.operation ?? [],
    );
    return { CheckpointToken: this.#token, NewExecutionState: { Operations } };
  }

  requireToken(token: string | undefined): void {
    if (token !== this.#token) throw invalidParameter("Invalid Checkpoint Token");
  }

  /** Ends an operation from outside the function: a callback that is answered, a wait that is over. */
  complete(operationId: string, status: Operation["Status"], details: Partial<Operation> = {}): boolean {
    const stored = findOperation(this.#store, this.#execution.id, operationId);
    if (!stored || isTerminal(stored.operation) || this.#execution.status !== "RUNNING") return false;
    this.#cancel(operationId);
    const operation = { ...stored.operation, ...details, Status: status, EndTimestamp: new Date(this.#now) };
    this.#save({ ...stored, operation });
    addEvent(this.#store, this.#execution.id, operationEvent(operation, this.#now), this.#now);
    this.#tell(operationId);
    return true;
  }

  heartbeat(operationId: string): boolean {
    const stored = findOperation(this.#store, this.#execution.id, operationId);
    if (!stored || isTerminal(stored.operation)) return false;
    if (!stored.heartbeat) return true;
    const renewed = { ...stored, heartbeat: { ...stored.heartbeat, at: this.#now } };
    this.#save(renewed);
    this.#await(renewed);
    return true;
  }

  get #store() {
    return this.#lambda.cloud.store;
  }

  get #now(): number {
    return this.#lambda.cloud.clock.now();
  }

  #go(): void {
    const { startedAt, config } = this.#execution;
    if (config.ExecutionTimeout !== undefined) {
      this.#at("execution", startedAt + config.ExecutionTimeout * 1000, () => this.end({ status: "TIMED_OUT" }));
    }
    this.#drive().catch((error: unknown) => {
      if (!this.#abort.signal.aborted) process.emitWarning(error as Error);
    });
  }

  async #drive(): Promise<void> {
    for (let failures = 0; this.#execution.status === "RUNNING" && !this.#abort.signal.aborted; ) {
      const answer = await this.#invoke();
      if (this.#abort.signal.aborted) return;
      if (answer.kind === "failed") {
        failures += answer.throttled ? 0 : 1;
        if (failures >= ATTEMPTS) this.end({ status: "FAILED", error: answer.error });
        else await this.#lambda.cloud.clock.sleep(RETRY_DELAY * 2 ** failures, this.#abort.signal);
        continue;
      }
      failures = 0;
      if (answer.kind === "ended") this.end(answer);
      else if (this.#news.size === 0 && this.#told.size === 0) await this.#next();
    }
  }

  /** Waits until the service has brought some operation on. */
  async #next(): Promise<void> {
    const waits = operationsOf(this.#store, this.#execution.id).some(({ operation }) => isAwaited(operation));
    if (!waits) {
      const ErrorMessage = "Cannot return PENDING status with no pending operations.";
      this.end({ status: "FAILED", error: { ErrorType: "InvalidParameterValueException", ErrorMessage } });
      return;
    }
    await Promise.race([this.#wake.promise, this.#closed.promise]);
  }

  async #invoke(): Promise<Answer> {
    const { id, functionName: name, version: qualifier, account, region } = this.#execution;
    const { startedAt, input, traceId, tenantId } = this.#execution;
    const UpdatedOperationIds = [...this.#news];
    this.#news.clear();
    this.#told.clear();
    this.#wake = deferred();
    this.#token = newToken();
    const began = this.#now;
    const requestId = randomUUID();
    const execution = {
      Id: id,
      Type: "EXECUTION",
      Status: "STARTED",
      StartTimestamp: startedAt,
      ExecutionDetails: { InputPayload: input },
    };
    const all = this.operations().map(withMilliseconds);
    const event = {
      DurableExecutionArn: executionArn(this.#execution),
      CheckpointToken: this.#token,
      InitialExecutionState: {
        Operations: [execution, ...all.slice(0, OPERATIONS_AT_ONCE)],
        NextMarker: all.length > OPERATIONS_AT_ONCE ? String(OPERATIONS_AT_ONCE) : "",
      },
      UpdatedOperationIds,
    };
    const answer = await this.#answer(
      name,
      { account, region, qualifier },
      {
        requestId,
        payload: Buffer.from(JSON.stringify(event)),
        ...(traceId !== undefined && { traceId }),
        ...(tenantId !== undefined && { tenantId }),
      },
    );
    const InvocationCompletedDetails = {
      StartTimestamp: new Date(began),
      EndTimestamp: new Date(this.#now),
      RequestId: requestId,
      ...(answer.kind === "failed" && { Error: eventError(answer.error) }),
    };
    addEvent(this.#store, id, { EventType: "InvocationCompleted", InvocationCompletedDetails }, this.#now);
    return answer;
  }

  /** All that a run of the function is to know. */
  operations(): Operation[] {
    return replayed(operationsOf(this.#store, this.#execution.id).map(({ operation }) => operation));
  }

  async #answer(
    name: string,
    place: { readonly account: string; readonly region: string; readonly qualifier: string },
    request: Parameters<typeof runOnce>[2],
  ): Promise<Answer> {
    try {
      const target = invocationTarget(this.#lambda, { ...place, name });
      return answerOf(await runOnce(this.#lambda, target, request), this.#execution);
    } catch (error) {
      if (!(error instanceof ServiceException)) throw error;
      const throttled = error.code === "TooManyRequestsException";
      return { kind: "failed", throttled, error: { ErrorType: error.code, ErrorMessage: error.message } };
    }
  }

  #apply(update: OperationUpdate): string {
    const { Id: operationId = "" } = update;
    const before = findOperation(this.#store, this.#execution.id, operationId);
    if (before && isTerminal(before.operation)) return operationId;
    let operation = updated(before?.operation, update, this.#now);
    if (update.Type === "CALLBACK" && update.Action === "START") {
      operation = {
        ...operation,
        CallbackDetails: { CallbackId: callbackId(executionArn(this.#execution), operationId) },
      };
    }
    const stored = { ...startedWith(update, this.#now), order: before?.order ?? this.#operations++, operation };
    this.#save(stored);
    addEvent(
      this.#store,
      this.#execution.id,
      operationEvent(operation, this.#now, startedDetails(update, operation)),
      this.#now,
    );
    this.#cancel(operationId);
    if (isAwaited(operation)) this.#await(stored);
    return operationId;
  }

  /** A result too large for the function's answer comes by a checkpoint of its own. */
  #endByCheckpoint({ Action, Payload, Error }: OperationUpdate): void {
    this.#execution = saveExecution(this.#store, {
      ...this.#execution,
      ...(Action === "SUCCEED" && Payload !== undefined && { result: Payload }),
      ...(Action === "FAIL" && Error !== undefined && { error: Error }),
    });
  }

  #await(stored: StoredOperation): void {
    const { operation, heartbeat, timesOutAt } = stored;
    const id = operation.Id ?? "";
    const { StepDetails, WaitDetails } = operation;
    if (operation.Type === "WAIT") {
      this.#at(id, WaitDetails?.ScheduledEndTimestamp?.getTime() ?? 0, () => this.complete(id, "SUCCEEDED"));
    } else if (operation.Type === "STEP") {
      this.#at(id, StepDetails?.NextAttemptTimestamp?.getTime() ?? 0, () => this.#ready(stored));
    } else if (operation.Type === "CALLBACK") {
      const beat = heartbeat ? heartbeat.at + heartbeat.seconds * 1000 : Number.POSITIVE_INFINITY;
      const at = Math.min(beat, timesOutAt ?? Number.POSITIVE_INFINITY);
      const [ErrorType, ErrorMessage] =
        at === timesOutAt
          ? ["Callback.Timeout", "Callback timed out"]
          : ["Callback.Heartbeat", "Callback timed out on heartbeat"];
      const CallbackDetails = { ...operation.CallbackDetails, Error: { ErrorType, ErrorMessage } };
      if (Number.isFinite(at)) this.#at(id, at, () => this.complete(id, "TIMED_OUT", { CallbackDetails }));
    } else {
      this.#chain(stored).catch((error: unknown) => process.emitWarning(error as Error));
    }
  }

  #ready(stored: StoredOperation): void {
    const { NextAttemptTimestamp: _, ...details } = stored.operation.StepDetails ?? {};
    this.#save({ ...stored, operation: { ...stored.operation, Status: "READY", StepDetails: details } });
    this.#tell(stored.operation.Id ?? "");
  }

  async #chain({ operation, invokes }: StoredOperation): Promise<void> {
    const id = operation.Id ?? "";
    try {
      const target = invocationTarget(this.#lambda, functionReference(this.#execution, invokes?.functionName));
      const request = { requestId: randomUUID(), payload: Buffer.from(invokes?.payload ?? "{}") };
      const result = await runInvocation(this.#lambda, target, request);
      const text = Buffer.from(result.payload).toString("utf8");
      const failed = result.functionError !== undefined;
      const ChainedInvokeDetails = failed ? { Error: errorOf(text) } : { Result: text };
      this.complete(id, failed ? "FAILED" : "SUCCEEDED", { ChainedInvokeDetails });
    } catch (error) {
      if (!(error instanceof ServiceException)) throw error;
      const Error: ErrorObject = { ErrorType: error.code, ErrorMessage: error.message };
      this.complete(id, "FAILED", { ChainedInvokeDetails: { Error } });
    }
  }

  #save(stored: StoredOperation): void {
    saveOperation(this.#store, this.#execution.id, stored);
  }

  #tell(operationId: string): void {
    this.#news.add(operationId);
    this.#wake.resolve();
  }

  #at(name: string, time: number, action: () => void): void {
    this.#cancel(name);
    const cancel = this.#lambda.cloud.clock.at(time, () => {
      this.#timers.delete(name);
      if (!this.#abort.signal.aborted) action();
    });
    this.#timers.set(name, cancel);
  }

  #cancel(name: string): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }
}
