import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { type StoredEvent, streamEvents } from "./events.ts";
import { namedGroup, requireGroup } from "./groups.ts";
import { requireStream } from "./streams.ts";

const MOST_EVENTS = 10_000;

/**
 * Both tokens always come back: forwards from behind the last event, backwards from before the first. At either end the
 * same token is given again.
 */
export const getLogEvents: Operation<CloudWatchLogs, "GetLogEvents"> = (input, context) => {
  const group = requireGroup(context.store, context, namedGroup(input));
  const stream = requireStream(context.store, context, group, input.logStreamName as string);
  const range = { from: input.startTime, until: input.endTime };
  const events = streamEvents(context.store, context, group, stream.name, range);
  const limit = input.limit ?? MOST_EVENTS;

  const token = input.nextToken === undefined ? undefined : readToken(input.nextToken);
  let start: number;
  let end: number;
  if (token?.direction === "f" || (token === undefined && input.startFromHead)) {
    start = token ? firstAfter(events, token, true) : 0;
    end = Math.min(events.length, start + limit);
  } else {
    end = token ? firstAfter(events, token, false) : events.length;
    start = Math.max(0, end - limit);
  }
  const page = events.slice(start, end);
  return {
    events: page.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: writeToken("f", page.at(-1) ?? token),
    nextBackwardToken: writeToken("b", page[0] ?? token),
  };
};

interface Position {
  readonly timestamp: number;
  readonly sequence: number;
}

// How many events lie before the position, the event at it counted or not.
function firstAfter(events: readonly StoredEvent[], position: Position, counted: boolean): number {
  const at = events.findIndex(
    ({ timestamp, sequence }) =>
      timestamp > position.timestamp ||
      (timestamp === position.timestamp && (counted ? sequence > position.sequence : sequence >= position.sequence)),
  );
  return at < 0 ? events.length : at;
}

function writeToken(direction: "f" | "b", position: Position = { timestamp: 0, sequence: 0 }): string {
  const digits = `${position.timestamp}`.padStart(20, "0") + `${position.sequence}`.padStart(36, "0");
  return `${direction}/${digits}/s`;
}

function readToken(token: string): Position & { readonly direction: "f" | "b" } {
  const match = /^([fb])\/(\d{20})(\d{36})\/s$/.exec(token);
  if (!match) throw new ServiceException("InvalidParameterException", "The specified nextToken is invalid.");
  return { direction: match[1] as "f" | "b", timestamp: Number(match[2]), sequence: Number(match[3]) };
}
