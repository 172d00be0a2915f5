import type { LambdaOperation } from "./client.ts";
import { requireExecution } from "./durable/executions.ts";
import { running } from "./running.ts";

/** One that has ended stays as it is. */
export const stopDurableExecution: LambdaOperation<"StopDurableExecution"> = (input, context) => {
  const execution = requireExecution(context, input.DurableExecutionArn);
  const run = running(context).durable.running(execution);
  const { endedAt } = run?.end({ status: "STOPPED", ...(input.Error && { error: input.Error }) }) ?? execution;
  return { StopTimestamp: new Date(endedAt ?? context.clock.now()) };
};
