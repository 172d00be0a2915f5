/** DynamoDB Streams: reads what DynamoDB has written. */
import {
  type ChangeRecord,
  type ChangeStream,
  lastNumber,
  recordsPrefix,
  retention,
} from "../../cloud/change-stream/streams.ts";
import type { Cloud } from "../../cloud/cloud.ts";
import type { Service } from "../../cloud/service.ts";
import { describeStream } from "./describe-stream.ts";
import { getRecords } from "./get-records.ts";
import { getShardIterator } from "./get-shard-iterator.ts";
import { listStreams } from "./list-streams.ts";

export const dynamodbStreams: Service = {
  name: "dynamodb-streams",
  operations: {
    DescribeStream: describeStream,
    GetRecords: getRecords,
    GetShardIterator: getShardIterator,
    ListStreams: listStreams,
  },
  start: (cloud) => trimHourly(cloud),
};

const hour = 60 * 60 * 1000;

function trimHourly(cloud: Cloud): () => void {
  let cancel = (): void => {};
  const trim = (): void => {
    for (const { value } of cloud.store.range<ChangeStream>({ prefix: ["ddb-streams"] })) trimStream(cloud, value.arn);
    cancel = cloud.clock.at(cloud.clock.now() + hour, trim);
  };
  trim();
  return () => cancel();
}

/** All but the newest record, from which the count of sequence numbers goes on. */
function trimStream({ store, clock }: Cloud, arn: string): void {
  const last = lastNumber(store, arn);
  for (const { key, value } of store.range<ChangeRecord>({ prefix: recordsPrefix(arn) })) {
    if (clock.now() - value.at <= retention || key.at(-1) === last) return;
    store.delete(key);
  }
}
