import type { LambdaOperation } from "./client.ts";
import { requireUnqualified } from "./function-name.ts";
import { requireFunction, saveFunction } from "./functions.ts";

export const deleteFunctionConcurrency: LambdaOperation<"DeleteFunctionConcurrency"> = ({ FunctionName }, context) => {
  const { reservedConcurrency: _, ...record } = requireFunction(context, requireUnqualified(context, FunctionName));
  saveFunction(context, record);
  return {};
};
