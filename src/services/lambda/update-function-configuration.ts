import type { LambdaOperation } from "./client.ts";
import { settingsOf } from "./configuration.ts";
import { preconditionFailed } from "./fault.ts";
import { requireLayerRoom } from "./function-layers.ts";
import { functionReference } from "./function-name.ts";
import { lambdaTime, pending, requireChangeable, requireLatest, saveVersion } from "./functions.ts";
import { requireAssumableRole } from "./role.ts";
import { running } from "./running.ts";
import { attachToVpc, detachFromVpc } from "./vpc.ts";

export const updateFunctionConfiguration: LambdaOperation<"UpdateFunctionConfiguration"> = async (input, context) => {
  const reference = functionReference(context, input.FunctionName);
  const before = requireLatest(context, reference);
  if (input.RevisionId !== undefined && input.RevisionId !== before.configuration.RevisionId) {
    throw preconditionFailed("GetFunction/GetAlias");
  }
  requireChangeable(before, undefined);
  const settings = await settingsOf(context, reference.name, input, before.configuration);
  await requireLayerRoom(context, settings.Layers, before.code);
  if (input.Role !== undefined) await requireAssumableRole(context, input.Role);
  const current = requireLatest(context, reference);
  requireChangeable(current, input.RevisionId);
  const configuration = { ...current.configuration, ...settings, LastModified: lambdaTime(context.clock.now()) };
  if (configuration.Layers?.length === 0) delete configuration.Layers;
  if (configuration.FileSystemConfigs?.length === 0) delete configuration.FileSystemConfigs;
  if (configuration.DeadLetterConfig?.TargetArn === undefined) delete configuration.DeadLetterConfig;
  if (configuration.KMSKeyArn === "") delete configuration.KMSKeyArn;
  const changed = saveVersion(context, pending(context, { ...current, configuration }, "update"));
  running(context).versionChanged(changed);
  if (settings.VpcConfig?.SubnetIds?.length === 0) await detachFromVpc(context, reference.name);
  await attachToVpc(context, reference.name, settings.VpcConfig);
  return changed.configuration;
};
