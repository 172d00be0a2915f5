import type { LambdaOperation } from "./client.ts";
import { functionReference } from "./function-name.ts";
import { requireUrl, requireUrlFunction, saveUrl, urlConfig, urlTime } from "./url/urls.ts";

export const updateFunctionUrlConfig: LambdaOperation<"UpdateFunctionUrlConfig"> = (input, context) => {
  requireUrlFunction(context, functionReference(context, input.FunctionName, input.Qualifier));
  const before = requireUrl(context, input.FunctionName, input.Qualifier);
  const { cors: earlier, ...rest } = before;
  const cors = input.Cors ?? earlier;
  const record = saveUrl(context, {
    ...rest,
    authType: input.AuthType ?? before.authType,
    invokeMode: input.InvokeMode ?? before.invokeMode,
    // An empty Cors takes the settings away.
    ...(cors && Object.keys(cors).length > 0 && { cors }),
    modifiedAt: urlTime(context.clock.now()),
  });
  return urlConfig(record, context.endpoint);
};
