/** Runs one execution from start to end and keeps its record and history. */
import type { OperationContext } from "../../cloud/operation.ts";
import { ExecutionTimedOut, endingOf, succeeded } from "./execution-ending.ts";
import type { ExecutionRecord } from "./executions.ts";
import { checkpointOf, type Place } from "./language/checkpoint.ts";
import type { Machine } from "./language/definition.ts";
import type { Execution } from "./language/interpreter.ts";
import { runMachine } from "./language/interpreter.ts";
import type { Json } from "./language/json.ts";
import { queryLanguageOf } from "./language/query-language.ts";
import type { OpenExecution } from "./open-execution.ts";
import { openExecution } from "./open-execution.ts";
import { mapStorage } from "./tasks/map-storage.ts";
import { taskRunner } from "./tasks/task-runner.ts";
import { newToken } from "./tasks/tokens.ts";

/** The longest that an express execution may last. */
const EXPRESS_SECONDS = 300;

/** Starts the execution, or goes on with one; the promise resolves with its final record. */
export function runExecution(context: OperationContext, record: ExecutionRecord): Promise<ExecutionRecord> {
  const open = openExecution(context, record);
  const place: Place = { resume: record.checkpoint };
  return perform(context, record, open, place).then(
    (output) => open.finish(succeeded(JSON.stringify(output))),
    (error: unknown) => open.finish(endingOf(error), checkpointOf(place)),
  );
}

async function perform(
  context: OperationContext,
  record: ExecutionRecord,
  { history, cursor, control, context: contextObject }: OpenExecution,
  place: Place,
): Promise<Json> {
  const machine = JSON.parse(record.machine.definition) as Machine;
  const { clock } = context;
  const execution: Execution = {
    history,
    clock,
    signal: control.signal,
    context: contextObject,
    runTask: taskRunner(context),
    newToken,
    storage: mapStorage(context, record.arn),
    language: queryLanguageOf(machine),
  };
  const seconds = Math.min(
    machine.TimeoutSeconds ?? Infinity,
    record.machine.type === "EXPRESS" ? EXPRESS_SECONDS : Infinity,
  );
  const cancel = Number.isFinite(seconds)
    ? clock.at((record.redriven ?? record.started).getTime() + seconds * 1000, () =>
        control.abort(new ExecutionTimedOut()),
      )
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
