/** Answers to callbacks of durable executions, from outside the function: success, failure, a sign of life. */
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { LambdaOperation } from "./client.ts";
import { parseCallbackId } from "./durable/callback-ids.ts";
import type { ExecutionRun } from "./durable/execution-run.ts";
import { requireExecution } from "./durable/executions.ts";
import { running } from "./running.ts";

/** Passes an answer to the waiting operation; refuses when nothing waits for it any more. */
function answer(
  context: OperationContext,
  callbackId: string | undefined,
  take: (run: ExecutionRun, operationId: string) => boolean,
): Record<string, never> {
  const { arn, operationId } = parseCallbackId(callbackId);
  const run = running(context).durable.running(requireExecution(context, arn));
  if (!run || !take(run, operationId)) {
    throw new ServiceException(
      "CallbackTimeoutException",
      "The callback ID token has either expired or the callback associated with the token has already been closed.",
      { Type: "User" },
    );
  }
  return {};
}

export const sendDurableExecutionCallbackSuccess: LambdaOperation<"SendDurableExecutionCallbackSuccess"> = (
  { CallbackId, Result },
  context,
) => {
  const text = Result && Buffer.from(Result as unknown as Uint8Array).toString("utf8");
  const CallbackDetails = { CallbackId, ...(text !== undefined && { Result: text }) };
  return answer(context, CallbackId, (run, id) => run.complete(id, "SUCCEEDED", { CallbackDetails }));
};

export const sendDurableExecutionCallbackFailure: LambdaOperation<"SendDurableExecutionCallbackFailure"> = (
  { CallbackId, Error = {} },
  context,
) => answer(context, CallbackId, (run, id) => run.complete(id, "FAILED", { CallbackDetails: { CallbackId, Error } }));

export const sendDurableExecutionCallbackHeartbeat: LambdaOperation<"SendDurableExecutionCallbackHeartbeat"> = (
  { CallbackId },
  context,
) => answer(context, CallbackId, (run, id) => run.heartbeat(id));
