import type { LambdaOperation } from "./client.ts";
import { imageDigest } from "./create-function.ts";
import { invalidParameter, preconditionFailed } from "./fault.ts";
import { receiveCode, requireRequestSize } from "./function-code.ts";
import { requireLayerRoom } from "./function-layers.ts";
import { functionReference } from "./function-name.ts";
import { lambdaTime, pending, requireChangeable, requireLatest, saveVersion } from "./functions.ts";
import { publish } from "./publishing.ts";
import { running } from "./running.ts";

export const updateFunctionCode: LambdaOperation<"UpdateFunctionCode"> = async (input, context) => {
  requireRequestSize(context, "UpdateFunctionCode");
  const reference = functionReference(context, input.FunctionName);
  const before = requireLatest(context, reference);
  if (input.RevisionId !== undefined && input.RevisionId !== before.configuration.RevisionId) {
    throw preconditionFailed("GetFunction/GetAlias");
  }
  if (before.configuration.PackageType === "Zip" && input.ImageUri !== undefined) {
    throw invalidParameter("Please don't provide ImageUri when updating a function with packageType Zip.");
  }
  if (before.configuration.PackageType === "Image" && input.ImageUri === undefined) {
    throw invalidParameter("Please provide ImageUri when updating a function with packageType Image.");
  }
  requireChangeable(before, undefined);
  const received = await receiveCode(input, context, before.configuration.CodeSize);
  await requireLayerRoom(context, before.configuration.Layers, received?.code);
  const current = requireLatest(context, reference);
  requireChangeable(current, input.RevisionId);
  const configuration = {
    ...current.configuration,
    CodeSize: received?.codeSize ?? 0,
    CodeSha256: received?.codeSha256 ?? imageDigest(input.ImageUri),
    ...(input.Architectures !== undefined && { Architectures: input.Architectures }),
  };
  // Nothing is under way then: the answer only shows what the code would be.
  if (input.DryRun) return configuration;
  const changed = pending(
    context,
    {
      ...current,
      ...(received !== undefined && { code: received.code }),
      ...(input.ImageUri !== undefined && { imageUri: input.ImageUri }),
      configuration: { ...configuration, LastModified: lambdaTime(context.clock.now()) },
    },
    "update",
  );
  saveVersion(context, changed);
  running(context).versionChanged(changed);
  return input.Publish ? publish(context, changed, undefined).configuration : changed.configuration;
};
