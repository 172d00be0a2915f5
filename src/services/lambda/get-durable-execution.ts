import type { LambdaOperation } from "./client.ts";
import { DEFAULT_RETENTION_DAYS, executionArn, requireExecution } from "./durable/executions.ts";

export const getDurableExecution: LambdaOperation<"GetDurableExecution"> = (input, context) => {
  const execution = requireExecution(context, input.DurableExecutionArn);
  const { result, error, endedAt, traceId, status } = execution;
  const withData = input.IncludeExecutionData ?? true;
  return {
    DurableExecutionArn: executionArn(execution),
    DurableExecutionName: execution.name,
    FunctionArn: execution.invokedArn,
    ...(withData && { InputPayload: execution.input }),
    ...(withData && status === "SUCCEEDED" && result !== undefined && { Result: result }),
    ...(withData && status !== "SUCCEEDED" && error !== undefined && { Error: error }),
    StartTimestamp: new Date(execution.startedAt),
    Status: status,
    ...(endedAt !== undefined && { EndTimestamp: new Date(endedAt) }),
    Version: execution.version,
    ...(traceId !== undefined && { TraceHeader: { XAmznTraceId: traceId } }),
    ExecutionDataIncluded: withData,
    DurableConfig: { RetentionPeriodInDays: DEFAULT_RETENTION_DAYS, ...execution.config },
  };
};
