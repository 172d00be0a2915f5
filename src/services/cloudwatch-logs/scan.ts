/**
 * Searching the events of streams. A search lets go of the event loop every millisecond, so that invocations and
 * other requests go on beside a search of millions of events.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Store } from "../../store/store.ts";
import type { EventBatch } from "./event-batch.ts";
import { streamBatches } from "./events.ts";
import type { FilterPattern } from "./filter-pattern/pattern.ts";
import type { LogGroup, Place } from "./groups.ts";

const SLICE_MILLISECONDS = 1;
/** So many events in a row with the literal of a pattern, and the rest of their batch is read without looking for it. */
const MOST_DENSE = 16;

export interface EventRange {
  /** Inclusive, milliseconds since the epoch. */
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
}

/** The part of a range that retention has left: events past it are gone even when they have not been swept yet. */
export function keptRange(
  group: LogGroup,
  now: number,
  range: { from?: number | undefined; until?: number | undefined },
): EventRange {
  const kept = group.retentionInDays === undefined ? 0 : now - group.retentionInDays * 86_400_000;
  return { from: Math.max(range.from ?? 0, kept), until: range.until ?? Number.POSITIVE_INFINITY };
}

/** Events of a batch that are looked at in one go: indexes, the end exclusive. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** So many events are looked at before the time is. */
const WINDOW = 500;

/** Calls `visit` with every batch that may have events in the range, window by window, in slices of time. */
export async function scanBatches(
  source: {
    readonly store: Store;
    readonly place: Place;
    readonly group: LogGroup;
    readonly streams: readonly string[];
    /** The latest batches first. */
    readonly reverse?: boolean;
  },
  range: EventRange,
  visit: (batch: EventBatch, window: Window) => void,
  signal?: { readonly aborted: boolean },
): Promise<void> {
  const { store, place, group, streams, reverse } = source;
  let began = performance.now();
  const isTime = (): boolean => performance.now() - began >= SLICE_MILLISECONDS;
  /** Returns where to go on when the time is over before the batch is. */
  const visitFrom = (batch: EventBatch, first: number): number => {
    let start = first;
    while (start < batch.count) {
      const end = Math.min(start + WINDOW, batch.count);
      visit(batch, { start, end });
      start = end;
      if (isTime()) break;
    }
    return start;
  };

  for (const stream of streams) {
    let unfinished: { readonly batch: EventBatch; readonly start: number } | undefined;
    let passed: number | undefined;
    for (let whole = false; !whole; ) {
      whole = true;
      if (unfinished) {
        const start = visitFrom(unfinished.batch, unfinished.start);
        unfinished = start < unfinished.batch.count ? { batch: unfinished.batch, start } : undefined;
        whole = unfinished === undefined;
      }
      if (whole) {
        for (const batch of streamBatches(store, place, group, stream, { passed, reverse })) {
          passed = batch.number;
          if (batch.first < range.until && batch.last >= range.from) {
            const start = visitFrom(batch, 0);
            if (start < batch.count) unfinished = { batch, start };
          }
          if (!isTime()) continue;
          whole = false;
          break;
        }
      }
      if (!isTime()) continue;
      await giveWay();
      if (signal?.aborted) return;
      began = performance.now();
    }
  }
}

/** Turns of the event loop in which there was nothing to do take less. */
const IDLE_TURN_MILLISECONDS = 0.1;
const MOST_WAY_MILLISECONDS = 1;

/** Lets requests that wait get on, of which each needs some turns, but not for ever. */
async function giveWay(): Promise<void> {
  const began = performance.now();
  for (let before = began; ; ) {
    await nextTurn();
    const now = performance.now();
    if (now - before < IDLE_TURN_MILLISECONDS || now - began > MOST_WAY_MILLISECONDS) return;
    before = now;
  }
}

/** Calls `found` with the index of every event of a batch that is in the range and matches. */
export function matchingEvents(
  batch: EventBatch,
  { from, until }: EventRange,
  pattern: Pick<FilterPattern, "matches" | "matchesFlat" | "literal" | "literalEscapable"> | undefined,
  found: (index: number) => void,
  window: Window,
): void {
  const { timestamps } = batch;
  const start = Math.max(window.start, firstNotBefore(timestamps, from));
  const end = Math.min(window.end, until === Number.POSITIVE_INFINITY ? window.end : firstNotBefore(timestamps, until));
  if (!pattern) {
    for (let i = start; i < end; i++) found(i);
    return;
  }
  const { literal, matchesFlat } = pattern;
  const matches = (index: number): boolean =>
    batch.flat && matchesFlat ? matchesFlat(batch, index) : pattern.matches(batch.message(index));
  if (literal === undefined || (pattern.literalEscapable && batch.text.includes("\\u"))) {
    for (let i = start; i < end; i++) if (matches(i)) found(i);
    return;
  }
  if (start >= end) return;
  const { ends } = batch;
  const text = batch.text.subarray(0, ends[end - 1]);
  const needle = Buffer.from(literal);
  let dense = 0;
  for (let i = start; i < end; i++) {
    // A text that is in every event anyway is not worth looking for.
    if (dense < MOST_DENSE) {
      const at = text.indexOf(needle, i === 0 ? 0 : ends[i - 1]);
      if (at < 0) return;
      if (at < (ends[i] as number)) dense++;
      else {
        dense = 0;
        i = batch.indexAt(at);
        if (i >= end) return;
      }
    }
    if (matches(i)) found(i);
  }
}

export function eventsWithin({ timestamps, count }: EventBatch, { from, until }: EventRange): number {
  const end = until === Number.POSITIVE_INFINITY ? count : firstNotBefore(timestamps, until);
  return Math.max(0, end - firstNotBefore(timestamps, from));
}

function firstNotBefore(timestamps: Float64Array, time: number): number {
  let low = 0;
  let high = timestamps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timestamps[middle] as number) >= time) high = middle;
    else low = middle + 1;
  }
  return low;
}
