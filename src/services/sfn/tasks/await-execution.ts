/** `.sync`: a nested execution is waited for; its end is the task's. */
import type { OperationContext } from "../../../cloud/operation.ts";
import type { ExecutionRecord } from "../executions.ts";
import { executionKey } from "../executions.ts";
import { StateFailure } from "../language/failure.ts";
import type { Execution } from "../language/interpreter.ts";
import type { Json, JsonObject } from "../language/json.ts";
import { isObject } from "../language/json.ts";

export async function awaitExecution(
  context: OperationContext,
  started: Json,
  pattern: string,
  { clock, signal }: Execution,
): Promise<Json> {
  const arn = isObject(started) && typeof started.ExecutionArn === "string" ? started.ExecutionArn : "";
  for (;;) {
    const record = context.store.get<ExecutionRecord>(executionKey(arn));
    if (record && record.status !== "RUNNING") return resultOf(record, pattern);
    await clock.sleep(50, signal);
  }
}

function resultOf(record: ExecutionRecord, pattern: string): Json {
  const parse = pattern === ".sync:2";
  const text = (value: string) => (parse ? (JSON.parse(value) as Json) : value);
  const description: JsonObject = {
    ExecutionArn: record.arn,
    Input: text(record.input),
    InputDetails: { Included: true },
    Name: record.name,
    ...(record.output === undefined ? {} : { Output: text(record.output), OutputDetails: { Included: true } }),
    ...(record.error === undefined ? {} : { Error: record.error }),
    ...(record.cause === undefined ? {} : { Cause: record.cause }),
    StartDate: record.started.getTime(),
    StateMachineArn: record.machineArn,
    Status: record.status,
    StopDate: record.stopped?.getTime() ?? null,
  };
  if (record.status === "SUCCEEDED") return description;
  throw new StateFailure("States.TaskFailed", JSON.stringify(description));
}
