import type { LambdaOperation } from "./client.ts";
import { requireUnqualified } from "./function-name.ts";
import { requireFunction } from "./functions.ts";

export const getFunctionConcurrency: LambdaOperation<"GetFunctionConcurrency"> = ({ FunctionName }, context) => {
  const { reservedConcurrency } = requireFunction(context, requireUnqualified(context, FunctionName));
  return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
};
