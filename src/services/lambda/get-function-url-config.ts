import type { LambdaOperation } from "./client.ts";
import { requireUrl, urlConfig } from "./url/urls.ts";

export const getFunctionUrlConfig: LambdaOperation<"GetFunctionUrlConfig"> = ({ FunctionName, Qualifier }, context) =>
  urlConfig(requireUrl(context, FunctionName, Qualifier), context.endpoint);
