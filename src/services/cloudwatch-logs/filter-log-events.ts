import type { Operation } from "../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { eventId, type StoredEvent, streamEvents } from "./events.ts";
import { compileFilterPattern } from "./filter-pattern.ts";
import { namedGroup, requireGroup } from "./groups.ts";
import { allStreams, requireStream } from "./streams.ts";

const MOST_EVENTS = 10_000;

export const filterLogEvents: Operation<CloudWatchLogs, "FilterLogEvents"> = (input, context) => {
  const group = requireGroup(context.store, context, namedGroup(input));
  if (input.logStreamNames !== undefined && input.logStreamNamePrefix !== undefined) {
    throw new ServiceException(
      "InvalidParameterException",
      "LogStream name prefix and LogStream names are mutually exclusive parameters.",
    );
  }
  const names =
    input.logStreamNames?.map((name) => requireStream(context.store, context, group, name).name) ??
    [...allStreams(context.store, context, group, input.logStreamNamePrefix)].map(({ name }) => name);
  const accepts = compileFilterPattern(input.filterPattern ?? "");
  // The end time is inclusive here.
  const range = { from: input.startTime, until: input.endTime === undefined ? undefined : input.endTime + 1 };
  const found = names
    .flatMap((name) => streamEvents(context.store, context, group, name, range, accepts))
    .sort(inOrder);
  const start = input.nextToken === undefined ? 0 : position(input.nextToken, found);
  const limit = input.limit ?? MOST_EVENTS;
  const page = found.slice(start, start + limit);
  const last = page.at(-1);
  return {
    events: page.map((event) => ({
      logStreamName: event.stream,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingestionTime,
      eventId: eventId(event),
    })),
    searchedLogStreams: [],
    ...(last && start + limit < found.length
      ? { nextToken: encodePageToken([last.timestamp, last.stream, last.sequence]) }
      : {}),
  };
};

function inOrder(a: StoredEvent, b: StoredEvent): number {
  return a.timestamp - b.timestamp || (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.sequence - b.sequence);
}

function position(token: string, events: readonly StoredEvent[]): number {
  const decoded = decodePageToken(token);
  if (!Array.isArray(decoded) || decoded.length !== 3) {
    throw new ServiceException("InvalidParameterException", "The specified nextToken is invalid.");
  }
  const [timestamp, stream, sequence] = decoded as [number, string, number];
  const last = { timestamp, stream, sequence } as StoredEvent;
  const at = events.findIndex((event) => inOrder(event, last) > 0);
  return at < 0 ? events.length : at;
}
