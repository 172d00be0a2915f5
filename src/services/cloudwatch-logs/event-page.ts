/** A page of found events: the earliest or latest ones beyond a position, gathered from batches in any order. */
import type { EventBatch } from "./event-batch.ts";
import { comparePositions, type EventPosition, SEQUENCES_PER_BATCH } from "./events.ts";
import type { FilterPattern } from "./filter-pattern/pattern.ts";
import { type EventRange, matchingEvents, type Window } from "./scan.ts";

/** An answer has at most a megabyte of events. Source: API reference of GetLogEvents and FilterLogEvents. */
const MOST_BYTES = 1_048_576;
const EVENT_OVERHEAD = 26;

export interface FoundEvent extends EventPosition {
  readonly ingestedAt: number;
  readonly message: string;
}

interface Candidate extends EventPosition {
  readonly batch: EventBatch;
  readonly index: number;
}

export interface PageOptions {
  readonly limit: number;
  /** Latest first when true; the page itself is always in order. */
  readonly latest?: boolean;
  /** Only events beyond this position. */
  readonly beyond?: EventPosition | undefined;
}

export class EventPage {
  readonly #limit: number;
  readonly #sign: 1 | -1;
  readonly #beyond: EventPosition | undefined;
  #candidates: Candidate[] = [];
  /** What lies behind this cannot be on the page any more. */
  #bound: Candidate | undefined;

  constructor({ limit, latest = false, beyond }: PageOptions) {
    this.#limit = limit;
    this.#sign = latest ? -1 : 1;
    this.#beyond = beyond;
  }

  #add(batch: EventBatch, index: number): void {
    const timestamp = batch.timestamps[index] as number;
    const bound = this.#bound;
    if (bound && (timestamp - bound.timestamp) * this.#sign > 0) return;
    const candidate = {
      timestamp,
      stream: batch.stream,
      sequence: batch.number * SEQUENCES_PER_BATCH + index,
      batch,
      index,
    };
    if (this.#beyond && comparePositions(candidate, this.#beyond) * this.#sign <= 0) return;
    this.#candidates.push(candidate);
    if (this.#candidates.length > this.#limit * 2 + 1000) this.#cut();
  }

  /** Takes what a batch has for the page. */
  gather(batch: EventBatch, window: Window, range: EventRange, pattern?: FilterPattern): void {
    if (!this.#excludes(batch)) matchingEvents(batch, range, pattern, (index) => this.#add(batch, index), window);
  }

  /** Whether a batch lies wholly before or behind the page. */
  #excludes({ first, last }: EventBatch): boolean {
    const [near, far] = this.#sign > 0 ? [last, first] : [first, last];
    const outside = (time: number, limit: EventPosition | undefined, sign: number): boolean =>
      limit !== undefined && (time - limit.timestamp) * sign > 0;
    return outside(far, this.#bound, this.#sign) || outside(near, this.#beyond, -this.#sign);
  }

  /** The events in order of time, and whether there are more beyond them. */
  finish(): { readonly events: FoundEvent[]; readonly more: boolean } {
    this.#cut();
    const page = this.#candidates.slice(0, this.#fitting());
    const more = this.#candidates.length > page.length;
    if (this.#sign < 0) page.reverse();
    return {
      more,
      events: page.map(({ timestamp, stream, sequence, batch, index }) => ({
        timestamp,
        stream,
        sequence,
        ingestedAt: batch.ingestedAt,
        message: batch.messageAlone(index),
      })),
    };
  }

  /** How many of the candidates an answer takes: it has a size as well as a number of events. */
  #fitting(): number {
    let bytes = 0;
    for (const [i, { batch, index }] of this.#candidates.entries()) {
      bytes += batch.sizeOf(index) + EVENT_OVERHEAD;
      if (i === this.#limit || (i > 0 && bytes > MOST_BYTES)) return i;
    }
    return this.#candidates.length;
  }

  // One more than the page holds, to know whether there is more.
  #cut(): void {
    this.#candidates.sort((a, b) => comparePositions(a, b) * this.#sign);
    if (this.#candidates.length <= this.#limit) return;
    this.#candidates.length = this.#limit + 1;
    this.#bound = this.#candidates.at(-1);
  }
}
