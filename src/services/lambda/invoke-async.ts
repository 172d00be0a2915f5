import type { LambdaOperation } from "./client.ts";
import { functionReference } from "./function-name.ts";
import { invocationTarget, requirePayload } from "./invoking.ts";
import { running } from "./running.ts";

/** The older way of an asynchronous invocation. */
export const invokeAsync: LambdaOperation<"InvokeAsync"> = async ({ FunctionName, InvokeArgs }, context) => {
  const lambda = running(context);
  const reference = functionReference(context, FunctionName);
  invocationTarget(lambda, reference);
  const payload = requirePayload(InvokeArgs as unknown as Uint8Array, true);
  lambda.queue.add(reference, { requestId: context.requestId, payload });
  return { Status: 202 };
};
