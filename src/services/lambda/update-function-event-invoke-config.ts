import type { LambdaOperation } from "./client.ts";
import { eventInvokeReference, givenSettings, requireEventInvoke, saveEventInvoke } from "./event-invoke-config.ts";

export const updateFunctionEventInvokeConfig: LambdaOperation<"UpdateFunctionEventInvokeConfig"> = (input, context) => {
  const reference = eventInvokeReference(context, input.FunctionName, input.Qualifier);
  const settings = givenSettings(context, reference, input);
  const before = requireEventInvoke(context, reference);
  return saveEventInvoke(context, reference, { ...before, ...settings, modifiedAt: context.clock.now() });
};
