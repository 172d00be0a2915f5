/**
 * Log events, stored batch by batch as they came: one entry of the store holds all events of one PutLogEvents, so that
 * taking in and searching many events costs few store operations.
 */
import type { Store } from "../../store/store.ts";
import type { LogGroup, Place } from "./groups.ts";
import { type LogStream, saveStream } from "./streams.ts";

/** Columns of one batch; events are in order of their timestamps. */
export interface Batch {
  readonly ingestedAt: number;
  readonly timestamps: readonly number[];
  readonly messages: readonly string[];
}

export interface StoredEvent {
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
  readonly stream: string;
  /** Position of the event: unique in its stream, rising in the order of arrival. */
  readonly sequence: number;
}

/** Events of one batch have consecutive sequence numbers; a batch holds at most 10,000. */
const SEQUENCES_PER_BATCH = 10_000;

const batchPrefix = ({ account, region }: Place, group: LogGroup, stream: string) =>
  ["logs", account, region, "batch", group.id, stream] as const;

/** Adds a batch to a stream; returns the stream as it is then. */
export function appendEvents(store: Store, place: Place, group: LogGroup, stream: LogStream, batch: Batch): LogStream {
  const first = batch.timestamps[0] as number;
  const last = batch.timestamps.at(-1) as number;
  store.put([...batchPrefix(place, group, stream.name), stream.batches], batch);
  const changed: LogStream = {
    ...stream,
    batches: stream.batches + 1,
    firstEventAt: Math.min(stream.firstEventAt ?? first, first),
    lastEventAt: Math.max(stream.lastEventAt ?? last, last),
    lastIngestionAt: batch.ingestedAt,
  };
  saveStream(store, place, group, changed);
  return changed;
}

export interface EventRange {
  /** Inclusive, milliseconds since the epoch. */
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly until?: number | undefined;
}

/** Events of a stream in order of timestamp, then of arrival, that a test accepts. */
export function streamEvents(
  store: Store,
  place: Place,
  group: LogGroup,
  stream: string,
  range: EventRange = {},
  accepts?: (message: string) => boolean,
): StoredEvent[] {
  const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = range;
  const prefix = batchPrefix(place, group, stream);
  const found: StoredEvent[] = [];
  let sorted = true;
  let latest = Number.NEGATIVE_INFINITY;
  for (const { key, value } of store.range<Batch>({ prefix })) {
    const { timestamps, messages, ingestedAt } = value;
    if ((timestamps[0] as number) >= until || (timestamps.at(-1) as number) < from) continue;
    const base = (key.at(-1) as number) * SEQUENCES_PER_BATCH;
    for (let i = 0; i < timestamps.length; i++) {
      const timestamp = timestamps[i] as number;
      if (timestamp < from || timestamp >= until) continue;
      const message = messages[i] as string;
      if (accepts && !accepts(message)) continue;
      if (timestamp < latest) sorted = false;
      latest = timestamp;
      found.push({ timestamp, message, ingestionTime: ingestedAt, stream, sequence: base + i });
    }
  }
  if (!sorted) found.sort((a, b) => a.timestamp - b.timestamp || a.sequence - b.sequence);
  return found;
}

/** The event's id as answers show it: 56 digits, in the order of events. */
export function eventId({ timestamp, sequence }: StoredEvent): string {
  return `${String(timestamp).padStart(20, "3")}${String(sequence).padStart(36, "0")}`;
}
