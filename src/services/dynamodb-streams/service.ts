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
const slice = 500;

function trimHourly(cloud: Cloud): () => void {
  let cancel = (): void => {};
  let stopped = false;
  const trim = (): void => {
    const streams = [...cloud.store.range<ChangeStream>({ prefix: ["ddb-streams"] })].map(({ value }) => value.arn);
    const trimNext = (): void => {
      if (stopped) return;
      const arn = streams.at(-1);
      if (arn === undefined) {
        cancel = cloud.clock.at(cloud.clock.now() + hour, trim);
        return;
      }
      if (trimSlice(cloud, arn)) streams.pop();
      setImmediate(trimNext);
    };
    trimNext();
  };
  trim();
  return () => {
    stopped = true;
    cancel();
  };
}

/** Removes all but the newest record, from which the count of sequence numbers goes on. Returns whether that is done. */
function trimSlice({ store, clock }: Cloud, arn: string): boolean {
  const last = lastNumber(store, arn);
  let left = slice;
  for (const { key, value } of store.range<ChangeRecord>({ prefix: recordsPrefix(arn) })) {
    if (clock.now() - value.at <= retention || key.at(-1) === last) return true;
    if (left-- === 0) return false;
    store.delete(key);
  }
  return true;
}
