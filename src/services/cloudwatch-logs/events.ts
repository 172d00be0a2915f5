/** Log events in the store: batches under the id of their group, by stream and number. */
import type { Store } from "../../store/store.ts";
import { EventBatch, encodeBatch, type NewBatch } from "./event-batch.ts";
import type { LogGroup, Place } from "./groups.ts";
import { type LogStream, saveStream } from "./streams.ts";

/** Where an event is: what pages and pointers go by. Events are in order of time, then stream, then arrival. */
export interface EventPosition {
  readonly timestamp: number;
  readonly stream: string;
  /** Unique in its stream, rising in the order of arrival. */
  readonly sequence: number;
}

/** Events of one batch have consecutive sequence numbers; a batch holds at most 10,000. */
export const SEQUENCES_PER_BATCH = 10_000;

export function comparePositions(a: EventPosition, b: EventPosition): number {
  return a.timestamp - b.timestamp || (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.sequence - b.sequence);
}

export const batchPrefix = ({ account, region }: Place, group: LogGroup, stream: string) =>
  ["logs", account, region, "batch", group.id, stream] as const;

/** Adds a batch to a stream; returns the stream as it is then. */
export function appendEvents(
  store: Store,
  place: Place,
  group: LogGroup,
  stream: LogStream,
  batch: NewBatch,
): LogStream {
  const first = batch.timestamps[0] as number;
  const last = batch.timestamps.at(-1) as number;
  const bytes = encodeBatch(batch);
  store.put([...batchPrefix(place, group, stream.name), stream.batches], bytes);
  const changed: LogStream = {
    ...stream,
    batches: stream.batches + 1,
    storedBytes: (stream.storedBytes ?? 0) + bytes.length,
    firstEventAt: Math.min(stream.firstEventAt ?? first, first),
    lastEventAt: Math.max(stream.lastEventAt ?? last, last),
    lastIngestionAt: batch.ingestedAt,
  };
  saveStream(store, place, group, changed);
  return changed;
}

/** The batches of a stream in order of arrival, behind a number; or in the reverse order, before it. */
export function* streamBatches(
  store: Store,
  place: Place,
  group: LogGroup,
  stream: string,
  { passed, reverse = false }: { readonly passed?: number | undefined; readonly reverse?: boolean | undefined } = {},
): Generator<EventBatch> {
  const prefix = batchPrefix(place, group, stream);
  const bound = passed === undefined ? {} : { [reverse ? "before" : "after"]: [...prefix, passed] };
  for (const { key, value } of store.range<Uint8Array>({ prefix, ...bound, reverse })) {
    yield new EventBatch(value, stream, key.at(-1) as number);
  }
}

export function findBatch(
  store: Store,
  place: Place,
  group: LogGroup,
  stream: string,
  number: number,
): EventBatch | undefined {
  const value = store.get<Uint8Array>([...batchPrefix(place, group, stream), number]);
  return value && new EventBatch(value, stream, number);
}

/** The event's id as answers show it: 56 digits, in the order of events. */
export function eventId({ timestamp, sequence }: { readonly timestamp: number; readonly sequence: number }): string {
  return `${String(timestamp).padStart(20, "3")}${String(sequence).padStart(36, "0")}`;
}
