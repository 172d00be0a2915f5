import type { LambdaOperation } from "./client.ts";
import { requireUnqualified } from "./function-name.ts";
import { requireFunction, saveFunction } from "./functions.ts";

export const deleteFunctionCodeSigningConfig: LambdaOperation<"DeleteFunctionCodeSigningConfig"> = (input, context) => {
  const { codeSigningConfigArn: _, ...record } = requireFunction(
    context,
    requireUnqualified(context, input.FunctionName),
  );
  saveFunction(context, record);
  return {};
};
