/** Runs one execution from start to end and keeps its record and history. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../cloud/operation.ts";
import { executionLog } from "./execution-log.ts";
import type { ExecutionRecord } from "./executions.ts";
import { eventKey, executionKey, executionListKey, runningKey } from "./executions.ts";
import { checkpointOf, type Place } from "./language/checkpoint.ts";
import { runtimeFailure, StateFailure } from "./language/failure.ts";
import type { EventDetails, History } from "./language/history.ts";
import { dataDetails } from "./language/history.ts";
import type { Execution } from "./language/interpreter.ts";
import { runMachine } from "./language/interpreter.ts";
import type { Json } from "./language/json.ts";
import { queryLanguageOf } from "./language/query-language.ts";
import { requireDefinition } from "./machine-checks.ts";
import { mapStorage } from "./tasks/map-storage.ts";
import { taskRunner } from "./tasks/task-runner.ts";

/** Executions of this process that run, by ARN: how StopExecution reaches them. */
const running = new Map<string, AbortController>();

export class ExecutionStopped extends Error {
  readonly error: string | undefined;
  readonly stopCause: string | undefined;

  constructor(error: string | undefined, cause: string | undefined) {
    super("The execution was stopped");
    this.error = error;
    this.stopCause = cause;
  }
}

export function stopRunning(arn: string, reason: ExecutionStopped): boolean {
  const controller = running.get(arn);
  controller?.abort(reason);
  return controller !== undefined;
}

/** The longest that an express execution may last. */
const EXPRESS_SECONDS = 300;

/** Starts the execution, or goes on with one; the promise resolves with its final record. */
export function runExecution(context: OperationContext, record: ExecutionRecord): Promise<ExecutionRecord> {
  const { store, clock } = context;
  const controller = new AbortController();
  running.set(record.arn, controller);
  store.put(executionKey(record.arn), record);
  store.put(executionListKey(record), record.arn);
  store.put(runningKey(record.arn), true);
  const history = historyOf(context, record);
  tellStart(record, history);
  const place: Place = { resume: record.checkpoint };
  const finish = (end: Ending): ExecutionRecord => {
    const { type, details, ...rest } = end;
    history.add(type, history.last, details);
    const checkpoint = rest.status === "SUCCEEDED" ? undefined : checkpointOf(place);
    const final = { ...record, ...rest, stopped: new Date(clock.now()), checkpoint };
    store.put(executionKey(record.arn), final);
    store.delete(runningKey(record.arn));
    running.delete(record.arn);
    return final;
  };
  return perform(context, record, history, controller, place).then(
    (output) => finish(succeeded(JSON.stringify(output))),
    (error: unknown) => finish(endingOf(error)),
  );
}

function tellStart(record: ExecutionRecord, history: RecordedHistory): void {
  const { redriveCount = 0 } = record;
  if (redriveCount > 0) {
    history.add("ExecutionRedriven", history.last, { executionRedrivenEventDetails: { redriveCount } });
    return;
  }
  history.add("ExecutionStarted", 0, {
    executionStartedEventDetails: {
      input: record.input,
      inputDetails: dataDetails,
      roleArn: record.machine.roleArn,
      ...(record.versionArn === undefined ? {} : { stateMachineVersionArn: record.versionArn }),
      ...(record.aliasArn === undefined ? {} : { stateMachineAliasArn: record.aliasArn }),
    },
  });
}

async function perform(
  context: OperationContext,
  record: ExecutionRecord,
  history: RecordedHistory,
  controller: AbortController,
  place: Place,
): Promise<Json> {
  const machine = requireDefinition(record.machine.definition);
  const { clock } = context;
  const { redriveCount = 0, redriven } = record;
  const cursor = { previous: redriveCount === 0 ? 0 : history.last };
  const execution: Execution = {
    history,
    clock,
    signal: controller.signal,
    context: {
      Execution: {
        Id: record.arn,
        Input: JSON.parse(record.input) as Json,
        Name: record.name,
        RoleArn: record.machine.roleArn,
        RedriveCount: redriveCount,
        ...(redriven ? { RedriveTime: redriven.toISOString() } : {}),
        StartTime: record.started.toISOString(),
      },
      StateMachine: { Id: record.machineArn, Name: record.machine.name },
    },
    runTask: taskRunner(context),
    storage: mapStorage(context, record.arn),
    language: queryLanguageOf(machine),
  };
  const seconds = Math.min(
    machine.TimeoutSeconds ?? Infinity,
    record.machine.type === "EXPRESS" ? EXPRESS_SECONDS : Infinity,
  );
  const cancel = Number.isFinite(seconds)
    ? clock.at((redriven ?? record.started).getTime() + seconds * 1000, () => controller.abort(new ExecutionTimedOut()))
    : () => {};
  try {
    // The operation that starts an execution answers before its first state runs.
    await Promise.resolve();
    return await runMachine(machine, JSON.parse(record.input) as Json, execution, {
      cursor,
      variables: {},
      context: {},
      place,
    });
  } finally {
    cancel();
  }
}

class ExecutionTimedOut extends Error {}

interface Ending {
  readonly type: Sfn.HistoryEventType;
  readonly details: EventDetails;
  readonly status: ExecutionRecord["status"];
  readonly output?: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

function succeeded(output: string): Ending {
  return {
    type: "ExecutionSucceeded",
    details: { executionSucceededEventDetails: { output, outputDetails: dataDetails } },
    status: "SUCCEEDED",
    output,
  };
}

function endingOf(thrown: unknown): Ending {
  if (thrown instanceof ExecutionTimedOut) {
    return { type: "ExecutionTimedOut", details: { executionTimedOutEventDetails: {} }, status: "TIMED_OUT" };
  }
  if (thrown instanceof ExecutionStopped) {
    const { error, stopCause: cause } = thrown;
    const members = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
    return {
      type: "ExecutionAborted",
      details: { executionAbortedEventDetails: members },
      status: "ABORTED",
      error,
      cause,
    };
  }
  const failure = thrown instanceof StateFailure ? thrown : runtimeFailure(String(thrown));
  const { error, failureCause: cause } = failure;
  const members = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  return { type: "ExecutionFailed", details: { executionFailedEventDetails: members }, status: "FAILED", error, cause };
}

/** A loop that never ends stops here, as on AWS; express executions have their five minutes instead. */
const MOST_EVENTS = 25_000;

interface RecordedHistory extends History {
  /** Id of the newest event that leads on to the end. */
  readonly last: number;
}

function historyOf(context: OperationContext, record: ExecutionRecord): RecordedHistory {
  const { store, clock } = context;
  const log = executionLog(context, record);
  const [known] = [...store.range<Sfn.HistoryEvent>({ prefix: ["sfn-event", record.arn], reverse: true, limit: 1 })];
  let count = known?.value.id ?? 0;
  let last = count;
  return {
    get last() {
      return last;
    },
    add(type, previousEventId, details = {}) {
      if (count >= MOST_EVENTS - 1 && !type.startsWith("Execution")) {
        throw runtimeFailure(`The execution reached the maximum number of history events (${MOST_EVENTS}).`);
      }
      const id = ++count;
      if (type !== "MapStateSucceeded" && type !== "ParallelStateSucceeded") last = id;
      const event: Sfn.HistoryEvent = { timestamp: new Date(clock.now()), type, id, previousEventId, ...details };
      store.put(eventKey(record.arn, id), event);
      log(event);
      return id;
    },
  };
}
