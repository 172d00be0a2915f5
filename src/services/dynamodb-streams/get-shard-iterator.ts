import { lastNumber, numberOfSequence, shardId } from "../../cloud/change-stream/streams.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { findStream } from "./find-stream.ts";
import type { StreamsOperation } from "./operation.ts";
import { encodeIterator } from "./shard-iterator.ts";
import { requireKept } from "./trim-horizon.ts";

export const getShardIterator: StreamsOperation<"GetShardIterator"> = (input, context) => {
  const stream = findStream(input.StreamArn!, context, "GetShardIterator");
  if (input.ShardId !== shardId(stream)) {
    throw new ServiceException("ResourceNotFoundException", "Requested resource not found: Shard does not exist");
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
      requireKept(arn, number, { store, clock });
      return type === "AT_SEQUENCE_NUMBER" ? number : number + 1;
    }
  }
}
