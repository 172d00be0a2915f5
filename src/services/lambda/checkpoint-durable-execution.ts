import type { LambdaOperation } from "./client.ts";
import { requireExecution } from "./durable/executions.ts";
import { invalidParameter } from "./fault.ts";
import { running } from "./running.ts";

export const checkpointDurableExecution: LambdaOperation<"CheckpointDurableExecution"> = (input, context) => {
  const execution = requireExecution(context, input.DurableExecutionArn);
  const run = running(context).durable.running(execution);
  if (!run) throw invalidParameter("Invalid Checkpoint Token");
  return run.checkpoint(input.CheckpointToken, input.Updates ?? []);
};
