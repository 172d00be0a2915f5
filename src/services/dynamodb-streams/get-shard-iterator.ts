import {
  type ChangeRecord,
  lastNumber,
  numberOfSequence,
  recordsPrefix,
  retention,
  shardId,
} from "../../cloud/change-stream/streams.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { findStream } from "./find-stream.ts";
import type { StreamsOperation } from "./operation.ts";
import { encodeIterator } from "./shard-iterator.ts";

export const getShardIterator: StreamsOperation<"GetShardIterator"> = (input, context) => {
  const stream = findStream(input.StreamArn!, context);
  if (input.ShardId !== shardId(stream)) {
    throw new ServiceException(
      "ResourceNotFoundException",
      `Requested resource not found: Shard: ${input.ShardId} in Stream: ${stream.arn} not found`,
    );
  }
  const next = startOf(input.ShardIteratorType!, input.SequenceNumber, stream.arn, context);
  return { ShardIterator: encodeIterator({ arn: stream.arn, next, at: context.clock.now() }) };
};

function startOf(type: string, sequence: string | undefined, arn: string, { store, clock }: OperationContext): number {
  switch (type) {
    case "LATEST":
      return lastNumber(store, arn) + 1;
    case "TRIM_HORIZON":
      return 0;
    default: {
      if (sequence === undefined) {
        throw new ServiceException(
          "ValidationException",
          `SequenceNumber must be specified when ShardIteratorType is ${type}`,
        );
      }
      const number = numberOfSequence(sequence);
      if (number === undefined)
        throw new ServiceException("ValidationException", `Invalid SequenceNumber: ${sequence}`);
      if (number < firstKept(arn, { store, clock })) {
        throw new ServiceException(
          "TrimmedDataAccessException",
          "Attempted access to trimmed data: the requested sequence number is before the trim horizon",
        );
      }
      return type === "AT_SEQUENCE_NUMBER" ? number : number + 1;
    }
  }
}

function firstKept(arn: string, { store, clock }: Pick<OperationContext, "store" | "clock">): number {
  for (const { key, value } of store.range<ChangeRecord>({ prefix: recordsPrefix(arn) })) {
    if (clock.now() - value.at <= retention) return key.at(-1) as number;
  }
  return 0;
}
