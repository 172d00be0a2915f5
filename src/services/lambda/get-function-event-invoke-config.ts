import type { LambdaOperation } from "./client.ts";
import { eventInvokeConfig, eventInvokeReference, requireEventInvoke } from "./event-invoke-config.ts";

export const getFunctionEventInvokeConfig: LambdaOperation<"GetFunctionEventInvokeConfig"> = (input, context) => {
  const reference = eventInvokeReference(context, input.FunctionName, input.Qualifier);
  return eventInvokeConfig(reference, requireEventInvoke(context, reference));
};
