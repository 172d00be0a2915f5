/**
 * Durable executions as the store has them: the execution itself, its operations by id, and the events of its history.
 * The function's code runs anew whenever there is something to go on with, and finds in the operations what has been
 * done already.
 */
import type { DurableConfig, ErrorObject, Event, ExecutionStatus, Operation } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Key, Store } from "../../../store/store.ts";
import type { Place } from "../entities.ts";
import { invalidParameter, notFound } from "../fault.ts";
import { functionArn } from "../function-name.ts";

export interface DurableExecution extends Place {
  readonly functionName: string;
  readonly version: string;
  /** Unique within the function for as long as the execution is kept. */
  readonly name: string;
  readonly id: string;
  /** As the caller named the function. */
  readonly invokedArn: string;
  readonly input: string;
  readonly status: ExecutionStatus;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly result?: string;
  readonly error?: ErrorObject;
  readonly config: DurableConfig;
  readonly traceId?: string;
  readonly tenantId?: string;
  /** The request of one whose caller did not wait: its end goes to destinations and the dead-letter queue. */
  readonly asynchronousRequestId?: string;
}

/** An operation with its place in the order in which operations began. */
export interface StoredOperation {
  readonly order: number;
  readonly operation: Operation;
  /** Of a callback: when its last sign of life was, and how long it may give none. */
  readonly heartbeat?: { readonly at: number; readonly seconds: number };
  /** Of a callback: when it ends unanswered. */
  readonly timesOutAt?: number;
  /** Of a chained invocation: the function, and the event it gets. */
  readonly invokes?: { readonly functionName: string; readonly payload: string };
}

export const DEFAULT_RETENTION_DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;

export const executionPrefix = ({ account, region }: Place, functionName: string): Key => [
  "lambda-durable",
  account,
  region,
  functionName,
];
const executionKey = (execution: Pick<DurableExecution, "account" | "region" | "functionName" | "id">): Key => [
  ...executionPrefix(execution, execution.functionName),
  execution.id,
];
const operationPrefix = (id: string): Key => ["lambda-durable-operation", id];
const eventPrefix = (id: string): Key => ["lambda-durable-event", id];

export const executionArn = (execution: DurableExecution): string =>
  `${functionArn(execution, execution.functionName, execution.version)}/durable-execution/${execution.name}/${execution.id}`;

const ARN = /^arn:[^:]+:lambda:([^:]+):(\d{12}):function:([^:/]+):([^/]+)\/durable-execution\/([^/]+)\/([^/]+)$/;

export function requireExecution(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  arn: string | undefined,
): DurableExecution {
  const [, region, account, functionName, , , id] = ARN.exec(arn ?? "") ?? [];
  if (!region || !account || !functionName || !id) throw invalidParameter(`Invalid durable execution ARN: ${arn}`);
  const execution = store.get<DurableExecution>(executionKey({ account, region, functionName, id }));
  if (!execution || isOver(execution, clock.now())) throw notFound(`Durable execution not found: ${arn}`);
  return execution;
}

/** Whether its retention has ended, so that it counts as gone. */
export function isOver({ endedAt, config }: DurableExecution, now: number): boolean {
  return endedAt !== undefined && now > endedAt + (config.RetentionPeriodInDays ?? DEFAULT_RETENTION_DAYS) * DAY;
}

export function executionsOf({ store, clock }: Pick<OperationContext, "store" | "clock">, prefix: Key) {
  const all = Array.from(store.range<DurableExecution>({ prefix }), ({ value }) => value);
  for (const old of all.filter((execution) => isOver(execution, clock.now()))) deleteExecution(store, old);
  return all.filter((execution) => !isOver(execution, clock.now()));
}

export function saveExecution(store: Store, execution: DurableExecution): DurableExecution {
  store.put(executionKey(execution), execution);
  return execution;
}

export function deleteExecution(store: Store, execution: DurableExecution): void {
  store.delete(executionKey(execution));
  store.deletePrefix(operationPrefix(execution.id));
  store.deletePrefix(eventPrefix(execution.id));
}

export const findOperation = (store: Store, id: string, operationId: string): StoredOperation | undefined =>
  store.get<StoredOperation>([...operationPrefix(id), operationId]);

export function saveOperation(store: Store, id: string, stored: StoredOperation): void {
  store.put([...operationPrefix(id), stored.operation.Id ?? ""], stored);
}

export const operationsOf = (store: Store, id: string): StoredOperation[] =>
  Array.from(store.range<StoredOperation>({ prefix: operationPrefix(id) }), ({ value }) => value).sort(
    (a, b) => a.order - b.order,
  );

export const eventsOf = (store: Store, id: string): Event[] =>
  Array.from(store.range<Event>({ prefix: eventPrefix(id) }), ({ value }) => value);

/** Adds an event to the history, under the next number. */
export function addEvent(store: Store, id: string, event: Event, at: number): void {
  const [last] = store.range<Event>({ prefix: eventPrefix(id), reverse: true, limit: 1 });
  const EventId = (last?.value.EventId ?? 0) + 1;
  store.put([...eventPrefix(id), EventId], { EventId, EventTimestamp: new Date(at), ...event });
}
