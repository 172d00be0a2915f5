import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { requireGroup } from "./groups.ts";
import { takeIn } from "./ingestion.ts";
import { requireStream } from "./streams.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TOO_OLD = 14 * DAY;
const TOO_NEW = 2 * HOUR;
const MAX_BATCH_BYTES = 1_048_576;
/** AWS took 256 KB until April 2025. */
const MOST_EVENT_BYTES = 1_048_576;
/** What each event counts beside its message. */
const EVENT_OVERHEAD = 26;

export const putLogEvents: Operation<CloudWatchLogs, "PutLogEvents"> = (input, context) => {
  const events = input.logEvents as { timestamp: number; message: string }[];
  checkBatch(events);
  const group = requireGroup(context.store, context, input.logGroupName as string);
  const stream = requireStream(context.store, context, group, input.logStreamName as string);
  const now = context.clock.now();
  const before = (time: number): number => {
    const first = events.findIndex(({ timestamp }) => timestamp >= time);
    return first < 0 ? events.length : first;
  };
  const tooOld = before(now - TOO_OLD);
  const expired = group.retentionInDays === undefined ? 0 : before(now - group.retentionInDays * DAY);
  const start = Math.max(tooOld, expired);
  const end = before(now + TOO_NEW + 1);
  const kept = events.slice(start, end);
  const changed =
    kept.length === 0
      ? stream
      : takeIn(context.cloud, context, group, stream, {
          ingestedAt: now,
          timestamps: kept.map(({ timestamp }) => timestamp),
          messages: kept.map(({ message }) => message),
        });
  return {
    nextSequenceToken: `${changed.batches + 1}`.padStart(56, "4"),
    ...(start > 0 || end < events.length
      ? {
          rejectedLogEventsInfo: {
            ...(end < events.length ? { tooNewLogEventStartIndex: end } : {}),
            ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
            ...(expired > tooOld ? { expiredLogEventEndIndex: expired } : {}),
          },
        }
      : {}),
  };
};

function checkBatch(events: readonly { readonly timestamp: number; readonly message: string }[]): void {
  let bytes = 0;
  for (const [i, { timestamp, message }] of events.entries()) {
    const size = Buffer.byteLength(message) + EVENT_OVERHEAD;
    if (size > MOST_EVENT_BYTES) {
      throw new ServiceException(
        "InvalidParameterException",
        `Log event too large: ${size} bytes exceeds limit of ${MOST_EVENT_BYTES}`,
      );
    }
    bytes += size;
    if (i === 0) continue;
    const before = (events[i - 1] as { timestamp: number }).timestamp;
    if (timestamp < before) {
      throw new ServiceException(
        "InvalidParameterException",
        "Log events in a single PutLogEvents request must be in chronological order.",
      );
    }
  }
  const first = events[0];
  const last = events.at(-1);
  if (first && last && last.timestamp - first.timestamp > DAY) {
    throw new ServiceException(
      "InvalidParameterException",
      "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.",
    );
  }
  if (bytes > MAX_BATCH_BYTES) {
    throw new ServiceException(
      "InvalidParameterException",
      `Upload too large: ${bytes} bytes exceeds limit of ${MAX_BATCH_BYTES}`,
    );
  }
}
