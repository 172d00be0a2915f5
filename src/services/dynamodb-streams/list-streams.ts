import { type ChangeStream, streamsPrefix } from "../../cloud/change-stream/streams.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { findStream, isGone } from "./find-stream.ts";
import type { StreamsOperation } from "./operation.ts";

export const listStreams: StreamsOperation<"ListStreams"> = (
  { TableName: tableName, ExclusiveStartStreamArn: startArn, Limit: limit = 100 },
  context,
) => {
  const streams = listed(context, tableName);
  const start =
    startArn === undefined
      ? 0
      : streams.findIndex(({ arn }) => arn === findStream(startArn, context, "ListStreams").arn) + 1;
  const page = streams.slice(start, start + limit);
  return {
    Streams: page.map(({ arn, tableName: table, label }) => ({ StreamArn: arn, TableName: table, StreamLabel: label })),
    ...(start + limit < streams.length ? { LastEvaluatedStreamArn: page.at(-1)!.arn } : {}),
  };
};

function listed({ store, clock, account, region }: OperationContext, tableName: string | undefined): ChangeStream[] {
  const prefix = streamsPrefix(account, region);
  const range = store.range<ChangeStream>({ prefix: tableName === undefined ? prefix : [...prefix, tableName] });
  return [...range].map(({ value }) => value).filter((stream) => !isGone(stream, clock.now()));
}
