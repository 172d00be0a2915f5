import type { _Record } from "@aws-sdk/client-dynamodb-streams";
import {
  type ChangeRecord,
  lastNumber,
  recordKey,
  recordsPrefix,
  retention,
} from "../../cloud/change-stream/streams.ts";
import { type EncodedOutput, encodedBody } from "../../wire/encoded-body.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { findStream } from "./find-stream.ts";
import type { StreamsOperation } from "./operation.ts";
import { recordOf } from "./record.ts";
import { decodeIterator, encodeIterator } from "./shard-iterator.ts";
import { requireKept } from "./trim-horizon.ts";

const mostRecords = 1000;
const mostBytes = 1024 * 1024;

export const getRecords: StreamsOperation<"GetRecords"> = (input, context) => {
  const { store, clock } = context;
  const now = clock.now();
  const limit = input.Limit ?? mostRecords;
  if (limit > mostRecords) throw tooMany(limit);
  const iterator = decodeIterator(input.ShardIterator!, now);
  const stream = findStream(iterator.arn, context, "GetRecords");
  requireKept(stream.arn, iterator.next, context);
  const texts: string[] = [];
  let bytes = 0;
  let { next } = iterator;
  const range = { prefix: recordsPrefix(stream.arn), from: recordKey(stream.arn, iterator.next) };
  for (const { key, value } of store.range<ChangeRecord>(range)) {
    next = (key.at(-1) as number) + 1;
    if (now - value.at > retention) continue;
    texts.push(value.text);
    bytes += value.text.length;
    if (texts.length >= limit || bytes >= mostBytes) break;
  }
  // A shard that has ended and has been read gives no further iterator.
  const ended = stream.closedAt !== undefined && next > lastNumber(store, stream.arn);
  const following = ended ? undefined : encodeIterator({ arn: stream.arn, next, at: now });
  return recordsAnswer(texts, following);
};

/** The service's model names no upper limit, its documentation does, and more is refused. */
function tooMany(limit: number): ServiceException {
  return new ServiceException(
    "ValidationException",
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${mostRecords}`,
  );
}

function recordsAnswer(texts: readonly string[], following: string | undefined) {
  const body = `{"Records":[${texts.join(",")}]${following === undefined ? "" : `,"NextShardIterator":${JSON.stringify(following)}`}}`;
  return {
    get Records(): _Record[] {
      return texts.map(recordOf);
    },
    ...(following === undefined ? {} : { NextShardIterator: following }),
    [encodedBody]: body,
  } satisfies EncodedOutput & object;
}
