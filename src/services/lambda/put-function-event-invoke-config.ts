import type { LambdaOperation } from "./client.ts";
import { eventInvokeReference, givenSettings, saveEventInvoke } from "./event-invoke-config.ts";

export const putFunctionEventInvokeConfig: LambdaOperation<"PutFunctionEventInvokeConfig"> = (input, context) => {
  const reference = eventInvokeReference(context, input.FunctionName, input.Qualifier);
  const settings = givenSettings(context, reference, input);
  return saveEventInvoke(context, reference, { ...settings, modifiedAt: context.clock.now() });
};
