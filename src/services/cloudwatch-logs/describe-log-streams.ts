import type { Operation } from "../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { namedGroup, requireGroup } from "./groups.ts";
import { allStreams, type LogStream, streamArn } from "./streams.ts";

const PAGE = 50;

export const describeLogStreams: Operation<CloudWatchLogs, "DescribeLogStreams"> = (input, context) => {
  const group = requireGroup(context.store, context, namedGroup(input));
  if (input.orderBy === "LastEventTime" && input.logStreamNamePrefix !== undefined) {
    throw new ServiceException(
      "InvalidParameterException",
      "Cannot order by LastEventTime with a logStreamNamePrefix.",
    );
  }
  const streams = [...allStreams(context.store, context, group, input.logStreamNamePrefix)];
  if (input.orderBy === "LastEventTime") streams.sort((a, b) => (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0));
  if (input.descending) streams.reverse();
  const start = input.nextToken === undefined ? 0 : position(input.nextToken, streams);
  const limit = input.limit ?? PAGE;
  const page = streams.slice(start, start + limit);
  return {
    logStreams: page.map((stream) => ({
      logStreamName: stream.name,
      creationTime: stream.createdAt,
      ...(stream.firstEventAt === undefined ? {} : { firstEventTimestamp: stream.firstEventAt }),
      ...(stream.lastEventAt === undefined ? {} : { lastEventTimestamp: stream.lastEventAt }),
      ...(stream.lastIngestionAt === undefined ? {} : { lastIngestionTime: stream.lastIngestionAt }),
      uploadSequenceToken: `${stream.batches + 1}`.padStart(56, "4"),
      arn: streamArn(context, group.name, stream.name),
      storedBytes: 0,
    })),
    ...(start + limit < streams.length ? { nextToken: encodePageToken((page.at(-1) as LogStream).name) } : {}),
  };
};

function position(token: string, streams: readonly LogStream[]): number {
  const name = decodePageToken(token);
  const at = streams.findIndex((stream) => stream.name === name);
  if (at < 0) throw new ServiceException("InvalidParameterException", "The specified nextToken is invalid.");
  return at + 1;
}
