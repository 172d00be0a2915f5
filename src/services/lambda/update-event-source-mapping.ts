import type { LambdaOperation } from "./client.ts";
import { referenceArn } from "./function-name.ts";
import { mappingSettings, requireMappedFunction } from "./mappings/mapping-input.ts";
import { requireMapping, requireSettled, saveMapping } from "./mappings/mappings.ts";
import { sourceKind } from "./mappings/sources.ts";
import { running } from "./running.ts";

export const updateEventSourceMapping: LambdaOperation<"UpdateEventSourceMapping"> = (input, context) => {
  const before = requireMapping(context, input.UUID);
  const { configuration } = before;
  requireSettled(before, "update");
  const settings = mappingSettings(input, sourceKind(configuration.EventSourceArn) ?? "sqs");
  const enabled = input.Enabled ?? before.enabled;
  const { FilterCriteria, ...kept } = configuration;
  const filters = input.FilterCriteria === undefined && FilterCriteria ? { FilterCriteria } : {};
  const changed = saveMapping(context, {
    ...before,
    enabled,
    configuration: {
      ...kept,
      ...filters,
      ...settings,
      ...(input.FunctionName !== undefined && {
        FunctionArn: referenceArn(requireMappedFunction(context, input.FunctionName)),
      }),
      LastModified: new Date(context.clock.now()),
      State: enabled === before.enabled ? "Updating" : enabled ? "Enabling" : "Disabling",
    },
  });
  running(context).mappingChanged(changed);
  return changed.configuration;
};
