/** Invoke of a durable function: starts an execution, and waits for its end unless that is not asked for. */
import type { InvokeCommandInput } from "@aws-sdk/client-lambda";
import type { InvocationRequest } from "../invoking.ts";
import type { RunningLambda } from "../running.ts";
import type { InvocationTarget } from "../settled-targets.ts";
import { executionArn } from "./executions.ts";

export async function invokeDurable(
  { durable }: RunningLambda,
  target: InvocationTarget,
  request: InvocationRequest,
  { InvocationType, LogType, DurableExecutionName }: Omit<InvokeCommandInput, "Payload">,
) {
  const asynchronous = InvocationType === "Event";
  const execution = durable.start(target, request, { name: DurableExecutionName, asynchronous });
  const DurableExecutionArn = executionArn(execution);
  if (asynchronous) return { StatusCode: 202, DurableExecutionArn };
  const result = await durable.result(execution);
  return {
    StatusCode: 200,
    ExecutedVersion: execution.version,
    DurableExecutionArn,
    ...(result.functionError !== undefined && { FunctionError: result.functionError }),
    ...(LogType === "Tail" && { LogResult: Buffer.from(await result.logTail).toString("base64") }),
    Payload: result.payload as never,
  };
}
