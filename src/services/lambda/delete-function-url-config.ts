import type { LambdaOperation } from "./client.ts";
import { urlIndexKey, urlKey } from "./keys.ts";
import { requireUrl } from "./url/urls.ts";

export const deleteFunctionUrlConfig: LambdaOperation<"DeleteFunctionUrlConfig"> = (
  { FunctionName, Qualifier },
  context,
) => {
  const record = requireUrl(context, FunctionName, Qualifier);
  context.store.delete(urlKey(record, record.functionName, record.qualifier ?? ""));
  context.store.delete(urlIndexKey(record.id));
  return {};
};
