import type { LambdaOperation } from "./client.ts";
import { requireMapping, requireSettled, saveMapping } from "./mappings/mappings.ts";
import { running } from "./running.ts";

export const deleteEventSourceMapping: LambdaOperation<"DeleteEventSourceMapping"> = ({ UUID }, context) => {
  const before = requireMapping(context, UUID);
  requireSettled(before, "delete");
  const deleting = saveMapping(context, {
    ...before,
    enabled: false,
    configuration: { ...before.configuration, LastModified: new Date(context.clock.now()), State: "Deleting" },
  });
  running(context).mappingChanged(deleting);
  return deleting.configuration;
};
