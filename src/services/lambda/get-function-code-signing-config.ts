import type { LambdaOperation } from "./client.ts";
import { requireUnqualified } from "./function-name.ts";
import { requireFunction } from "./functions.ts";

/** A function without one answers with its name alone. */
export const getFunctionCodeSigningConfig: LambdaOperation<"GetFunctionCodeSigningConfig"> = (input, context) => {
  const { name, codeSigningConfigArn } = requireFunction(context, requireUnqualified(context, input.FunctionName));
  return { CodeSigningConfigArn: codeSigningConfigArn, FunctionName: name };
};
