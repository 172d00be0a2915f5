import type { Operation } from "../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { maskOf } from "./data-masking.ts";
import { EventPage } from "./event-page.ts";
import { type EventPosition, eventId } from "./events.ts";
import { compileFilterPattern } from "./filter-pattern/compile.ts";
import { namedGroup, requireGroup } from "./groups.ts";
import { keptRange, scanBatches } from "./scan.ts";
import { requireStandardClass } from "./standard-class.ts";
import { hasEvents, requireStream, streamsWithin } from "./streams.ts";

const MOST_EVENTS = 10_000;

export const filterLogEvents: Operation<CloudWatchLogs, "FilterLogEvents"> = async (input, context) => {
  const { store } = context;
  const group = requireStandardClass(requireGroup(store, context, namedGroup(input)));
  if (input.logStreamNames !== undefined && input.logStreamNamePrefix !== undefined) {
    throw new ServiceException(
      "InvalidParameterException",
      "LogStream name prefix and LogStream names are mutually exclusive parameters.",
    );
  }
  const named = input.logStreamNames?.map((name) => requireStream(store, context, group, name));
  const pattern = compileFilterPattern(input.filterPattern ?? "");
  // The end time is inclusive here.
  const until = input.endTime === undefined ? undefined : input.endTime + 1;
  const range = keptRange(group, context.clock.now(), { from: input.startTime, until });
  const streams =
    named?.filter((stream) => hasEvents(stream, range)).map(({ name }) => name) ??
    streamsWithin(store, context, group, range, input.logStreamNamePrefix);
  const latest = input.startFromHead === false;
  const page = new EventPage({
    limit: input.limit ?? MOST_EVENTS,
    latest,
    beyond: input.nextToken === undefined ? undefined : position(input.nextToken),
  });
  await scanBatches(
    { store, place: context, group, streams, reverse: latest },
    range,
    (batch, window) => page.gather(batch, window, range, pattern),
    context.signal,
  );
  const { events, more } = page.finish();
  const mask = input.unmask ? undefined : maskOf(store, context, group);
  const last = latest ? events[0] : events.at(-1);
  return {
    events: events.map((event) => ({
      logStreamName: event.stream,
      timestamp: event.timestamp,
      message: mask?.(event.message) ?? event.message,
      ingestionTime: event.ingestedAt,
      eventId: eventId(event),
    })),
    searchedLogStreams: [],
    ...(last && more ? { nextToken: encodePageToken([last.timestamp, last.stream, last.sequence]) } : {}),
  };
};

function position(token: string): EventPosition {
  const decoded = decodePageToken(token);
  if (!Array.isArray(decoded) || decoded.length !== 3) {
    throw new ServiceException("InvalidParameterException", "The specified nextToken is invalid.");
  }
  const [timestamp, stream, sequence] = decoded as [number, string, number];
  return { timestamp, stream, sequence };
}
