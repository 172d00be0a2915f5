import {
  type ChangeStream,
  lastNumber,
  recordsPrefix,
  sequenceNumber,
  shardId,
} from "../../cloud/change-stream/streams.ts";
import type { Store } from "../../store/store.ts";
import { findStream } from "./find-stream.ts";
import type { StreamsOperation } from "./operation.ts";

export const describeStream: StreamsOperation<"DescribeStream"> = (input, context) => {
  const stream = findStream(input.StreamArn!, context, "DescribeStream");
  const id = shardId(stream);
  return {
    StreamDescription: {
      StreamArn: stream.arn,
      StreamLabel: stream.label,
      StreamStatus: stream.closedAt === undefined ? "ENABLED" : "DISABLED",
      StreamViewType: stream.viewType,
      CreationRequestDateTime: new Date(stream.createdAt),
      TableName: stream.tableName,
      KeySchema: stream.keySchema.map((element) => ({ ...element })),
      Shards:
        input.ExclusiveStartShardId === id || input.ShardFilter !== undefined
          ? []
          : [{ ShardId: id, SequenceNumberRange: sequenceRange(context.store, stream) }],
    },
  };
};

function sequenceRange(store: Store, { arn, closedAt }: ChangeStream) {
  const [oldest] = store.range({ prefix: recordsPrefix(arn), limit: 1 });
  const first = oldest ? (oldest.key.at(-1) as number) : 1;
  return {
    StartingSequenceNumber: sequenceNumber(first),
    ...(closedAt === undefined
      ? {}
      : { EndingSequenceNumber: sequenceNumber(Math.max(lastNumber(store, arn), first)) }),
  };
}
