/** The executions of a map run: one for each item, or batch of items, with a record and a history as any other has. */
import { randomUUID } from "node:crypto";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Ending } from "./execution-ending.ts";
import { ExecutionStopped, endingOf, succeeded } from "./execution-ending.ts";
import type { ExecutionRecord } from "./executions.ts";
import { executionKey, redrivenRecord } from "./executions.ts";
import type { ChildExecution, ChildWork } from "./language/map-storage.ts";
import { openExecution } from "./open-execution.ts";

/** Undefined for a Map that is tested alone: there is no execution that it belongs to. */
export function beginMapExecution(
  context: OperationContext,
  parentArn: string,
  work: ChildWork,
): ChildExecution | undefined {
  const { store, clock } = context;
  const parent = store.get<ExecutionRecord>(executionKey(parentArn));
  if (!parent) return undefined;
  const now = new Date(clock.now());
  const before = work.again === undefined ? undefined : store.get<ExecutionRecord>(executionKey(work.again));
  const record = before ? redrivenRecord(before, now) : newRecord(parent, work, now);
  const open = openExecution(context, record);
  const finish = (end: Ending): void => void open.finish(end);
  return {
    arn: record.arn,
    history: open.history,
    cursor: open.cursor,
    signal: open.control.signal,
    context: open.context,
    succeed: (output) => finish(succeeded(JSON.stringify(output))),
    fail: (error) => finish(endingOf(error)),
    abort: () => finish(endingOf(new ExecutionStopped(undefined, undefined))),
  };
}

function newRecord({ machine }: ExecutionRecord, work: ChildWork, started: Date): ExecutionRecord {
  const { mapRunArn, input, size, index } = work;
  const name = randomUUID();
  // arn:…:mapRun:Machine/Label:run -> arn:…:stateMachine:Machine/Label
  const machineArn = mapRunArn.replace(":mapRun:", ":stateMachine:").replace(/:[^:]*$/, "");
  return {
    arn: `${machineArn.replace(":stateMachine:", ":execution:")}:${name}`,
    name,
    machineArn,
    mapRunArn,
    itemCount: size,
    itemIndex: index,
    status: "RUNNING",
    started,
    input: JSON.stringify(input),
    machine,
  };
}
