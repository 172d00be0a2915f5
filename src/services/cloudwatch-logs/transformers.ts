/** Transformers of groups: what queries, and filters that ask for it, see of events that came since. */
import type { Processor } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { type LogGroup, nameFromIdentifier, requireGroup, saveGroup } from "./groups.ts";
import { requireStandardClass } from "./standard-class.ts";
import { compileTransformer, type Transform } from "./transform/compile.ts";

export const putTransformer: Operation<CloudWatchLogs, "PutTransformer"> = (input, context) => {
  const group = requireStandardClass(
    requireGroup(context.store, context, nameFromIdentifier(input.logGroupIdentifier as string)),
  );
  const processors = input.transformerConfig as Processor[];
  compileTransformer(processors);
  const now = context.clock.now();
  const transformer = { processors, createdAt: group.transformer?.createdAt ?? now, modifiedAt: now };
  saveGroup(context.store, context, { ...group, transformer });
  return {};
};

export const getTransformer: Operation<CloudWatchLogs, "GetTransformer"> = ({ logGroupIdentifier }, context) => {
  const { transformer } = requireGroup(context.store, context, nameFromIdentifier(logGroupIdentifier as string));
  if (!transformer) return {};
  return {
    logGroupIdentifier,
    creationTime: transformer.createdAt,
    lastModifiedTime: transformer.modifiedAt,
    transformerConfig: [...transformer.processors],
  };
};

export const deleteTransformer: Operation<CloudWatchLogs, "DeleteTransformer"> = ({ logGroupIdentifier }, context) => {
  const found = requireGroup(context.store, context, nameFromIdentifier(logGroupIdentifier as string));
  const { transformer, ...group } = found;
  if (!transformer) {
    throw new ServiceException("ResourceNotFoundException", "The specified transformer does not exist.");
  }
  saveGroup(context.store, context, group);
  return {};
};

export const testTransformer: Operation<CloudWatchLogs, "TestTransformer"> = (input) => {
  const transform = compileTransformer(input.transformerConfig ?? []);
  return {
    transformedLogs: (input.logEventMessages ?? []).map((eventMessage, i) => ({
      eventNumber: i + 1,
      eventMessage,
      transformedEventMessage: transform(eventMessage) ?? eventMessage,
    })),
  };
};

export interface GroupTransform {
  readonly transform: Transform;
  /** Events that came before it are not transformed. */
  readonly since: number;
}

export function transformOf({ transformer }: LogGroup): GroupTransform | undefined {
  return transformer && { transform: compileTransformer(transformer.processors), since: transformer.createdAt };
}
