/** Whether Lambda stops functions that call themselves through a queue or topic; kept on the function. */
import type { LambdaOperation } from "./client.ts";
import { requireUnqualified } from "./function-name.ts";
import { requireFunction, saveFunction } from "./functions.ts";

export const putFunctionRecursionConfig: LambdaOperation<"PutFunctionRecursionConfig"> = (input, context) => {
  const record = requireFunction(context, requireUnqualified(context, input.FunctionName));
  const recursiveLoop = input.RecursiveLoop ?? "Terminate";
  saveFunction(context, { ...record, recursiveLoop });
  return { RecursiveLoop: recursiveLoop };
};

export const getFunctionRecursionConfig: LambdaOperation<"GetFunctionRecursionConfig"> = (input, context) => ({
  RecursiveLoop: requireFunction(context, requireUnqualified(context, input.FunctionName)).recursiveLoop,
});
