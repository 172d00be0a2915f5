/** A query that runs or has run. It is kept in memory: AWS forgets results too, after a week. */
import type { QueryStatus, ResultField } from "@aws-sdk/client-cloudwatch-logs";
import type { Store } from "../../../store/store.ts";
import { maskOf } from "../data-masking.ts";
import type { EventBatch } from "../event-batch.ts";
import type { LogGroup, Place } from "../groups.ts";
import { encodePointer } from "../log-record-pointer.ts";
import { eventsWithin, keptRange, matchingEvents, scanBatches, type Window } from "../scan.ts";
import { streamsWithin } from "../streams.ts";
import { transformOf } from "../transformers.ts";
import type { Query } from "./query.ts";
import { EventRow, type Row } from "./row.ts";
import type { Stage } from "./stages.ts";
import type { Subquery } from "./subquery.ts";
import { textOf } from "./value.ts";

export interface QueryRequest {
  readonly id: string;
  readonly text: string;
  readonly groups: readonly LogGroup[];
  /** The queries inside of it, and the groups that they read. */
  readonly inner: readonly { readonly subquery: Subquery; readonly groups: readonly LogGroup[] }[];
  readonly place: Place;
  /** Milliseconds; the end is exclusive. */
  readonly from: number;
  readonly until: number;
  readonly startedAt: number;
}

const chain = (commands: Query["commands"], end: Stage): Stage =>
  commands.reduceRight((next, command) => command(next), end);

export class RunningQuery {
  readonly request: QueryRequest;
  readonly results: ResultField[][] = [];
  readonly #query: Query;
  status: QueryStatus = "Running";
  recordsScanned = 0;
  bytesScanned = 0;
  recordsMatched = 0;
  aborted = false;

  constructor(request: QueryRequest, query: Query) {
    this.request = request;
    this.#query = query;
  }

  /** Returns whether it was running. */
  stop(): boolean {
    if (this.status !== "Running") return false;
    this.aborted = true;
    this.status = "Cancelled";
    return true;
  }

  async run(store: Store, now: number): Promise<void> {
    try {
      for (const { subquery, groups } of this.request.inner) {
        const rows: Row[] = [];
        const last: Stage = { accept: (row) => void rows.push(row), end: () => undefined };
        const first = chain(subquery.query.commands, last);
        await this.#scan(store, now, subquery.query, groups, first);
        if (this.aborted) return;
        first.end();
        subquery.rows = rows;
      }
      const first = this.#stages();
      await this.#scan(store, now, this.#query, this.request.groups, first);
      if (this.aborted) return;
      first.end();
      this.status = "Complete";
    } catch {
      this.status = "Failed";
    }
  }

  /** Hands all events of some groups to the first stage. */
  async #scan(
    store: Store,
    now: number,
    { literal, passing, earlier }: Query,
    groups: readonly LogGroup[],
    first: Stage,
  ): Promise<void> {
    const { place, from, until } = this.request;
    const candidates = literal === undefined ? undefined : { matches: () => true, literal, literalEscapable: true };
    for (const group of groups) {
      const range = keptRange(group, now, { from: from - earlier, until });
      const streams = streamsWithin(store, place, group, range);
      const owner = {
        account: place.account,
        name: group.name,
        mask: maskOf(store, place, group),
        transform: transformOf(group),
      };
      const pattern = owner.transform ? undefined : candidates;
      const visit = (batch: EventBatch, window: Window): void => {
        if (window.start === 0) {
          this.recordsScanned += eventsWithin(batch, range);
          this.bytesScanned += batch.bytes;
        }
        const one = new EventRow(batch, 0, owner);
        const accept = (index: number): void =>
          first.accept(passing ? one.become(index) : new EventRow(batch, index, owner));
        matchingEvents(batch, range, pattern, accept, window);
      };
      await scanBatches({ store, place, group, streams }, range, visit, this);
    }
  }

  #stages(): Stage {
    const last: Stage = {
      accept: (row) => void this.results.push(this.#shown(row)),
      end: () => undefined,
    };
    const { commands, rowwise } = this.#query;
    const rest = chain(commands.slice(rowwise), last);
    const counted: Stage = {
      accept: (row) => {
        this.recordsMatched++;
        rest.accept(row);
      },
      end: () => rest.end(),
    };
    return chain(commands.slice(0, rowwise), counted);
  }

  #shown(row: Row): ResultField[] {
    const fields = this.#query.fields.flatMap((field) => {
      const value = row.get(field);
      return value === undefined ? [] : [{ field, value: textOf(value) }];
    });
    if (row instanceof EventRow) {
      const { batch, index, group } = row;
      const value = encodePointer({ group: group.name, stream: batch.stream, number: batch.number, index });
      fields.push({ field: "@ptr", value });
    }
    return fields;
  }
}
