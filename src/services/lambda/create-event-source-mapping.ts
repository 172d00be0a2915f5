import { randomUUID } from "node:crypto";
import { regionalArn } from "../../cloud/arn.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { LambdaOperation } from "./client.ts";
import type { MappingRecord } from "./entities.ts";
import { conflict } from "./fault.ts";
import { referenceArn } from "./function-name.ts";
import { prefixOf } from "./keys.ts";
import {
  mappingSettings,
  requireMappedFunction,
  requireSource,
  requireSourceKind,
  requireStartingPosition,
} from "./mappings/mapping-input.ts";
import { saveMapping, settledMapping } from "./mappings/mappings.ts";
import { sourceDefaults } from "./mappings/sources.ts";
import { recordsAt } from "./records.ts";
import { running } from "./running.ts";
import { requireTags } from "./tags.ts";

export const createEventSourceMapping: LambdaOperation<"CreateEventSourceMapping"> = async (input, context) => {
  const { EventSourceArn = "", StartingPosition, StartingPositionTimestamp, Enabled = true, Tags = {} } = input;
  const kind = requireSourceKind(input);
  requireStartingPosition(input, kind);
  const settings = mappingSettings(input, kind);
  const reference = requireMappedFunction(context, input.FunctionName);
  requireTags(Tags);
  await requireSource(context, EventSourceArn, kind);
  const FunctionArn = referenceArn(reference);
  refuseSecond(context, EventSourceArn, FunctionArn, reference.name, kind);
  const UUID = randomUUID();
  const mapping: MappingRecord = {
    account: context.account,
    region: context.region,
    enabled: Enabled,
    tags: Tags,
    configuration: {
      UUID,
      EventSourceArn,
      FunctionArn,
      EventSourceMappingArn: regionalArn("lambda", context, `event-source-mapping:${UUID}`),
      LastModified: new Date(context.clock.now()),
      State: "Creating",
      ...sourceDefaults(kind),
      ...settings,
      ...(StartingPosition !== undefined && kind !== "sqs" && { StartingPosition }),
      ...(StartingPositionTimestamp !== undefined && kind !== "sqs" && { StartingPositionTimestamp }),
    },
  };
  saveMapping(context, mapping);
  running(context).mappingChanged(mapping);
  return mapping.configuration;
};

function refuseSecond(
  context: OperationContext,
  source: string,
  functionArn: string,
  name: string,
  kind: string,
): void {
  for (const value of recordsAt<MappingRecord>(context, prefixOf(context, "mapping"))) {
    const existing = settledMapping(context, value)?.configuration;
    if (existing?.EventSourceArn !== source || existing.FunctionArn !== functionArn) continue;
    throw conflict(
      kind === "sqs"
        ? `An event source mapping with SQS arn (" ${source} ") and function (" ${name} ") already exists. Please update or delete the existing mapping with UUID ${existing.UUID}`
        : `The event source arn (" ${source} ") and function (" ${name} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${existing.UUID}`,
    );
  }
}
