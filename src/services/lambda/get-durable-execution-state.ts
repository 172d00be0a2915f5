import type { LambdaOperation } from "./client.ts";
import { OPERATIONS_AT_ONCE } from "./durable/execution-run.ts";
import { requireExecution } from "./durable/executions.ts";
import { invalidParameter } from "./fault.ts";
import { running } from "./running.ts";

/** The operations that an invocation's event had no room for. */
export const getDurableExecutionState: LambdaOperation<"GetDurableExecutionState"> = (input, context) => {
  const execution = requireExecution(context, input.DurableExecutionArn);
  const run = running(context).durable.running(execution);
  if (!run) throw invalidParameter("Invalid Checkpoint Token");
  run.requireToken(input.CheckpointToken);
  const from = Number(input.Marker ?? 0) || 0;
  const to = from + (input.MaxItems || OPERATIONS_AT_ONCE);
  const all = run.operations();
  return { Operations: all.slice(from, to), ...(to < all.length && { NextMarker: String(to) }) };
};
