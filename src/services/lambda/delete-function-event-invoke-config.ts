import type { LambdaOperation } from "./client.ts";
import { eventInvokeReference, requireEventInvoke } from "./event-invoke-config.ts";
import { eventInvokeKey } from "./keys.ts";

export const deleteFunctionEventInvokeConfig: LambdaOperation<"DeleteFunctionEventInvokeConfig"> = (input, context) => {
  const reference = eventInvokeReference(context, input.FunctionName, input.Qualifier);
  requireEventInvoke(context, reference);
  context.store.delete(eventInvokeKey(reference, reference.name, reference.qualifier));
  return {};
};
