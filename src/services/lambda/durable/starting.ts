/** What a starting operation leaves behind besides itself, and operations as an invocation's event has them. */
import type { Operation, OperationUpdate } from "@aws-sdk/client-lambda";
import { eventResult } from "./history.ts";

/** Times within an invocation's event are numbers. */
export function withMilliseconds(operation: Operation): object {
  return JSON.parse(
    JSON.stringify(operation, function (this: Record<string, unknown>, key, value: unknown) {
      const given = this[key];
      return given instanceof Date ? given.getTime() : value;
    }),
  ) as object;
}

/** What an operation that starts keeps for the service's own use. */
export function startedWith({ Action, CallbackOptions, ChainedInvokeOptions, Payload }: OperationUpdate, now: number) {
  if (Action !== "START") return {};
  const { TimeoutSeconds = 0, HeartbeatTimeoutSeconds: seconds = 0 } = CallbackOptions ?? {};
  const { FunctionName: functionName } = ChainedInvokeOptions ?? {};
  return {
    ...(TimeoutSeconds > 0 && { timesOutAt: now + TimeoutSeconds * 1000 }),
    ...(seconds > 0 && { heartbeat: { at: now, seconds } }),
    ...(functionName !== undefined && { invokes: { functionName, payload: Payload ?? "{}" } }),
  };
}

/** What the history says of a beginning. */
export function startedDetails(update: OperationUpdate, { WaitDetails, CallbackDetails }: Operation): object {
  const { CallbackOptions, ChainedInvokeOptions, WaitOptions, Payload } = update;
  if (WaitDetails) return { Duration: WaitOptions?.WaitSeconds, ...WaitDetails };
  if (CallbackDetails) {
    const { TimeoutSeconds: Timeout, HeartbeatTimeoutSeconds: HeartbeatTimeout } = CallbackOptions ?? {};
    return { CallbackId: CallbackDetails.CallbackId, Timeout, HeartbeatTimeout };
  }
  if (!ChainedInvokeOptions) return {};
  const { FunctionName, TenantId } = ChainedInvokeOptions;
  return { FunctionName, TenantId, Input: eventResult(Payload) };
}
