import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { namedGroup, requireGroup } from "./groups.ts";
import { documentFields } from "./insights/document-fields.ts";
import { EventRow } from "./insights/row.ts";
import { keptRange, matchingEvents, scanBatches } from "./scan.ts";
import { streamsWithin } from "./streams.ts";

const QUARTER_HOUR = 15 * 60_000;
const EIGHT_MINUTES = 8 * 60_000;
const EVERYWHERE = ["@timestamp", "@message", "@logStream", "@log", "@ingestionTime"];

/** The fields of the last quarter of an hour, or of eight minutes before and after a time, and in how many events each is. */
export const getLogGroupFields: Operation<CloudWatchLogs, "GetLogGroupFields"> = async (input, context) => {
  const { store } = context;
  const group = requireGroup(store, context, namedGroup(input));
  const now = context.clock.now();
  const around = input.time === undefined ? undefined : input.time * (input.time > 1e11 ? 1 : 1000);
  const range = keptRange(
    group,
    now,
    around === undefined
      ? { from: now - QUARTER_HOUR, until: now + 1 }
      : { from: around - EIGHT_MINUTES, until: around + EIGHT_MINUTES },
  );
  const counts = new Map<string, number>();
  let events = 0;
  const streams = streamsWithin(store, context, group, range);
  await scanBatches({ store, place: context, group, streams }, range, (batch, window) => {
    const count = (index: number): void => {
      events++;
      const row = new EventRow(batch, index, { account: context.account, name: group.name });
      for (const name of [...EVERYWHERE, ...Object.keys(documentFields(row))])
        counts.set(name, (counts.get(name) ?? 0) + 1);
    };
    matchingEvents(batch, range, undefined, count, window);
  });
  return {
    logGroupFields: Array.from(counts, ([name, count]) => ({ name, percent: Math.round((count / events) * 100) })),
  };
};
