import type { LambdaOperation } from "./client.ts";
import { functionReference } from "./function-name.ts";
import { resolveVersion } from "./functions.ts";
import { shown } from "./shown.ts";

export const getFunctionConfiguration: LambdaOperation<"GetFunctionConfiguration"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  return shown(resolveVersion(context, reference), reference);
};
