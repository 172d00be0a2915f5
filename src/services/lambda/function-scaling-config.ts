/** How many environments a version on Managed Instances has at least and at most; kept on the version. */
import type { LambdaOperation } from "./client.ts";
import { functionArn, functionReference } from "./function-name.ts";
import { resolveVersion, saveVersion } from "./functions.ts";

export const putFunctionScalingConfig: LambdaOperation<"PutFunctionScalingConfig"> = (input, context) => {
  const version = resolveVersion(context, functionReference(context, input.FunctionName, input.Qualifier));
  const { scaling: _, ...rest } = version;
  saveVersion(context, { ...rest, ...(input.FunctionScalingConfig && { scaling: input.FunctionScalingConfig }) });
  return { FunctionState: version.configuration.State };
};

export const getFunctionScalingConfig: LambdaOperation<"GetFunctionScalingConfig"> = (input, context) => {
  const { scaling, name, version, ...place } = resolveVersion(
    context,
    functionReference(context, input.FunctionName, input.Qualifier),
  );
  return {
    FunctionArn: functionArn(place, name, version),
    ...(scaling && { AppliedFunctionScalingConfig: scaling, RequestedFunctionScalingConfig: scaling }),
  };
};
