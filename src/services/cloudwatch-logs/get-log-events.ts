import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { maskOf } from "./data-masking.ts";
import { EventPage } from "./event-page.ts";
import { namedGroup, requireGroup } from "./groups.ts";
import { keptRange, scanBatches } from "./scan.ts";
import { requireStandardClass } from "./standard-class.ts";
import { requireStream } from "./streams.ts";

const MOST_EVENTS = 10_000;

/**
 * Both tokens always come back: forwards from behind the last event, backwards from before the first. At either end the
 * same token is given again.
 */
export const getLogEvents: Operation<CloudWatchLogs, "GetLogEvents"> = async (input, context) => {
  const group = requireStandardClass(requireGroup(context.store, context, namedGroup(input)));
  const { name } = requireStream(context.store, context, group, input.logStreamName as string);
  const range = keptRange(group, context.clock.now(), { from: input.startTime, until: input.endTime });
  const token = input.nextToken === undefined ? undefined : readToken(input.nextToken);
  const latest = token === undefined ? !input.startFromHead : token.direction === "b";
  const page = new EventPage({
    limit: input.limit ?? MOST_EVENTS,
    latest,
    beyond: token && { ...token, stream: name },
  });
  await scanBatches(
    { store: context.store, place: context, group, streams: [name], reverse: latest },
    range,
    (batch, window) => page.gather(batch, window, range),
  );
  const { events } = page.finish();
  const mask = input.unmask ? undefined : maskOf(context.store, context, group);
  return {
    events: events.map(({ timestamp, message, ingestedAt }) => ({
      timestamp,
      message: mask?.(message) ?? message,
      ingestionTime: ingestedAt,
    })),
    nextForwardToken: writeToken("f", events.at(-1) ?? token),
    nextBackwardToken: writeToken("b", events[0] ?? token),
  };
};

interface Position {
  readonly timestamp: number;
  readonly sequence: number;
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
