/** When a function takes a newer build of its runtime. Here a runtime has one build, so it is kept and shown only. */
import type { LambdaOperation } from "./client.ts";
import type { RuntimeUpdate } from "./entities.ts";
import { invalidParameter } from "./fault.ts";
import { functionArn, functionReference } from "./function-name.ts";
import { requireVersion, saveVersion } from "./functions.ts";

export const putRuntimeManagementConfig: LambdaOperation<"PutRuntimeManagementConfig"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  const version = requireVersion(context, reference, reference.qualifier ?? "$LATEST");
  const { UpdateRuntimeOn: updateOn = "Auto", RuntimeVersionArn } = input;
  if (updateOn === "Manual" && RuntimeVersionArn === undefined) {
    throw invalidParameter("RuntimeVersionArn is required when UpdateRuntimeOn is set to Manual.");
  }
  if (updateOn !== "Manual" && RuntimeVersionArn !== undefined) {
    throw invalidParameter("RuntimeVersionArn is only allowed when UpdateRuntimeOn is set to Manual.");
  }
  const runtimeUpdate: RuntimeUpdate = { updateOn, ...(RuntimeVersionArn && { runtimeVersionArn: RuntimeVersionArn }) };
  saveVersion(context, { ...version, runtimeUpdate });
  return {
    UpdateRuntimeOn: updateOn,
    FunctionArn: functionArn(reference, reference.name, version.version),
    ...(RuntimeVersionArn !== undefined && { RuntimeVersionArn }),
  };
};

export const getRuntimeManagementConfig: LambdaOperation<"GetRuntimeManagementConfig"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  const { version, runtimeUpdate } = requireVersion(context, reference, reference.qualifier ?? "$LATEST");
  return {
    UpdateRuntimeOn: runtimeUpdate?.updateOn ?? "Auto",
    FunctionArn: functionArn(reference, reference.name, version),
    ...(runtimeUpdate?.runtimeVersionArn !== undefined && { RuntimeVersionArn: runtimeUpdate.runtimeVersionArn }),
  };
};
