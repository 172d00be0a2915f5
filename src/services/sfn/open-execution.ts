/** An execution while it runs: its record and history are kept, and it can be stopped. */
import type { OperationContext } from "../../cloud/operation.ts";
import type { Ending, ExecutionStopped } from "./execution-ending.ts";
import type { RecordedHistory } from "./execution-history.ts";
import { historyOf, tellStart } from "./execution-history.ts";
import type { ExecutionRecord } from "./executions.ts";
import { executionKey, executionListKey, runningKey } from "./executions.ts";
import type { Checkpoint } from "./language/checkpoint.ts";
import type { Cursor } from "./language/history.ts";
import type { Json, JsonObject } from "./language/json.ts";

/** Executions of this process that run, by ARN: how StopExecution reaches them. */
const running = new Map<string, AbortController>();

export function stopRunning(arn: string, reason: ExecutionStopped): void {
  running.get(arn)?.abort(reason);
}

export interface OpenExecution {
  readonly history: RecordedHistory;
  /** Where its first event goes on from. */
  readonly cursor: Cursor;
  readonly control: AbortController;
  /** The context object, as far as it tells of the execution and its machine. */
  readonly context: JsonObject;
  /** Tells the end; `checkpoint` is where a redrive would go on. */
  finish(end: Ending, checkpoint?: Checkpoint): ExecutionRecord;
}

export function openExecution(context: OperationContext, record: ExecutionRecord): OpenExecution {
  const { store, clock } = context;
  const { arn } = record;
  const control = new AbortController();
  running.set(arn, control);
  store.put(executionKey(arn), record);
  store.put(executionListKey(record), arn);
  store.put(runningKey(arn), true);
  const history = historyOf(context, record);
  tellStart(record, history);
  return {
    history,
    cursor: { previous: record.redriven ? history.last : 0 },
    control,
    context: contextOf(record),
    finish: ({ type, details, ...rest }, checkpoint) => {
      // Source: AWS, as LocalStack's source has it: an abort follows nothing that the execution has done.
      history.add(type, type === "ExecutionAborted" ? 0 : history.last, details);
      const final = { ...record, ...rest, stopped: new Date(clock.now()), checkpoint };
      store.put(executionKey(arn), final);
      store.delete(runningKey(arn));
      running.delete(arn);
      return final;
    },
  };
}

function contextOf(record: ExecutionRecord): JsonObject {
  const { machineArn, redriven } = record;
  return {
    Execution: {
      Id: record.arn,
      Input: JSON.parse(record.input) as Json,
      Name: record.name,
      RoleArn: record.machine.roleArn,
      RedriveCount: record.redriveCount ?? 0,
      ...(redriven ? { RedriveTime: redriven.toISOString() } : {}),
      StartTime: record.started.toISOString(),
    },
    StateMachine: { Id: machineArn, Name: machineArn.slice(machineArn.lastIndexOf(":") + 1) },
  };
}
