/**
 * Reads a stream for a mapping, shard by shard: parents before children, records in order. How far it has come is kept
 * in the store after every batch, so that a restart neither loses nor repeats one.
 */
import type { Key } from "../../../store/store.ts";
import type { MappingRecord } from "../entities.ts";
import { checkpointPrefix } from "../keys.ts";
import type { RunningLambda } from "../running.ts";
import { parsePatterns, passes } from "./filter.ts";
import { type BatchPlace, deliverBatch } from "./stream-batch.ts";
import { type Position, type Shard, type StreamRecord, type StreamSource, streamSource } from "./stream-source.ts";
import { TumblingWindows } from "./tumbling-windows.ts";
import { waitForFirst } from "./wait-for-first.ts";

/** Before its first record, a shard read from LATEST remembers since when; a restart then misses nothing. */
type Checkpoint = { readonly sequenceNumber: string } | { readonly finished: true } | { readonly since: number };

/** How often a stream is looked at without having been told of a record. */
const IDLE_INTERVAL = 1000;
const SHARD_INTERVAL = 10_000;

const checkpointKey = (uuid: string, shard: string): Key => [...checkpointPrefix(uuid), shard];

export async function pollStream(lambda: RunningLambda, mapping: MappingRecord, signal: AbortSignal): Promise<void> {
  const { cloud } = lambda;
  const uuid = mapping.configuration.UUID ?? "";
  const source = streamSource(lambda, mapping);
  const wake = wakeUps(lambda, mapping);
  const readers = new Map<string, Promise<void>>();
  const finished = (shard: string) => "finished" in (cloud.store.get<Checkpoint>(checkpointKey(uuid, shard)) ?? {});
  try {
    for (let first = true; !signal.aborted; first = false) {
      const shards = await source.shards();
      const known = new Set(shards.map(({ id }) => id));
      for (const shard of shards) {
        const waits = shard.parent !== undefined && known.has(shard.parent) && !finished(shard.parent);
        if (readers.has(shard.id) || finished(shard.id) || waits) continue;
        const reader = new ShardReader(lambda, mapping, source, shard, wake, signal);
        readers.set(shard.id, reader.run(first));
      }
      // A shard that has ended may have children that are to be read at once.
      await waitForFirst([...readers.values()], cloud.clock, SHARD_INTERVAL, signal).catch(ignoreAbort(signal));
      for (const shard of readers.keys()) if (finished(shard)) readers.delete(shard);
    }
  } finally {
    wake.close();
    await Promise.all(readers.values());
  }
}

class ShardReader {
  readonly #lambda: RunningLambda;
  readonly #mapping: MappingRecord;
  readonly #source: StreamSource;
  readonly #shard: Shard;
  readonly #wake: WakeUps;
  readonly #signal: AbortSignal;
  readonly #place: BatchPlace;
  readonly #windows: TumblingWindows;
  #since = 0;

  constructor(
    lambda: RunningLambda,
    mapping: MappingRecord,
    source: StreamSource,
    shard: Shard,
    wake: WakeUps,
    signal: AbortSignal,
  ) {
    this.#lambda = lambda;
    this.#mapping = mapping;
    this.#source = source;
    this.#shard = shard;
    this.#wake = wake;
    this.#signal = signal;
    this.#place = { shard: shard.id, batchInfoName: source.batchInfoName };
    this.#windows = new TumblingWindows(lambda, mapping, this.#place);
  }

  /** `first`: the shard was there when reading began, so the mapping's starting position counts. */
  async run(first: boolean): Promise<void> {
    const { clock } = this.#lambda.cloud;
    const { BatchSize = 100, MaximumBatchingWindowInSeconds: window = 0, FilterCriteria } = this.#mapping.configuration;
    const patterns = parsePatterns((FilterCriteria?.Filters ?? []).map(({ Pattern = "" }) => Pattern)) ?? [];
    let iterator: string | undefined = await this.#source.iterator(this.#shard.id, this.#position(first));
    let batch: StreamRecord[] = [];
    let dueAt = Number.POSITIVE_INFINITY;
    let last: string | undefined;
    while (iterator !== undefined && !this.#signal.aborted) {
      const woken = this.#wake.next();
      const read: Awaited<ReturnType<StreamSource["read"]>> = await this.#source.read(
        iterator,
        BatchSize - batch.length,
      );
      iterator = read.next;
      for (const record of read.records) {
        if (record.arrivedAt >= this.#since && passes(patterns, record.view)) batch.push(record);
      }
      if (batch.length > 0) dueAt = Math.min(dueAt, clock.now() + window * 1000);
      last = read.records.at(-1)?.sequenceNumber ?? last;
      const full = batch.length >= BatchSize || clock.now() >= dueAt || iterator === undefined;
      if (batch.length > 0 && full) {
        const done = await this.#deliver(batch);
        if (!done) return;
        if (last !== undefined) this.#checkpoint({ sequenceNumber: last });
        batch = [];
        dueAt = Number.POSITIVE_INFINITY;
      } else if (batch.length === 0 && last !== undefined && read.records.length > 0) {
        this.#checkpoint({ sequenceNumber: last });
      }
      await this.#windows.closeOverdue(this.#signal);
      if (read.records.length > 0 || iterator === undefined) continue;
      const pause = Math.min(IDLE_INTERVAL, Math.max(1, dueAt - clock.now()));
      await waitForFirst([woken], clock, pause, this.#signal);
    }
    if (iterator === undefined && !this.#signal.aborted) this.#checkpoint({ finished: true });
  }

  /** False when reading was stopped before the batch was through. */
  async #deliver(batch: readonly StreamRecord[]): Promise<boolean> {
    const progress = (sequenceNumber: string) => this.#checkpoint({ sequenceNumber });
    if (this.#windows.enabled) return this.#windows.deliver(batch, this.#signal, progress);
    const { ParallelizationFactor = 1 } = this.#mapping.configuration;
    const lanes = ParallelizationFactor === 1 ? [batch] : byKey(batch, ParallelizationFactor);
    const results = await Promise.all(
      lanes.map((lane) =>
        deliverBatch(this.#lambda, this.#mapping, this.#place, lane, this.#signal, {
          // Of several lanes none knows how far all have come.
          progress: lanes.length === 1 ? progress : () => undefined,
        }),
      ),
    );
    return results.every(Boolean);
  }

  #position(first: boolean): Position {
    const { StartingPosition, StartingPositionTimestamp } = this.#mapping.configuration;
    const checkpoint = this.#lambda.cloud.store.get<Checkpoint>(this.#key);
    if (checkpoint && "sequenceNumber" in checkpoint) {
      return { type: "AFTER_SEQUENCE_NUMBER", sequenceNumber: checkpoint.sequenceNumber };
    }
    if (checkpoint && "since" in checkpoint) {
      this.#since = checkpoint.since;
      return { type: "TRIM_HORIZON" };
    }
    if (!first) return { type: "TRIM_HORIZON" };
    if (StartingPosition === "AT_TIMESTAMP" && StartingPositionTimestamp) {
      return { type: "AT_TIMESTAMP", timestamp: StartingPositionTimestamp };
    }
    if (StartingPosition !== "LATEST") return { type: "TRIM_HORIZON" };
    // Records carry whole seconds.
    this.#checkpoint({ since: Math.floor(this.#lambda.cloud.clock.now() / 1000) * 1000 });
    return { type: "LATEST" };
  }

  #checkpoint(value: Checkpoint): void {
    this.#lambda.cloud.store.put(this.#key, value);
  }

  get #key(): Key {
    return checkpointKey(this.#mapping.configuration.UUID ?? "", this.#shard.id);
  }
}

/** Records of one key stay in one lane, in order. */
function byKey(batch: readonly StreamRecord[], lanes: number): StreamRecord[][] {
  const result = Array.from({ length: lanes }, (): StreamRecord[] => []);
  for (const record of batch) {
    let hash = 0;
    for (const char of record.partitionKey) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
    result[hash % lanes]?.push(record);
  }
  return result.filter((lane) => lane.length > 0);
}

interface WakeUps {
  /** Resolves when the stream next has a record. Taken before a read, so that none is missed between read and wait. */
  next(): Promise<void>;
  close(): void;
}

function wakeUps({ cloud }: RunningLambda, { configuration }: MappingRecord): WakeUps {
  let notify: () => void = () => undefined;
  let woken = new Promise<void>((resolve) => {
    notify = resolve;
  });
  const close = cloud.bus.subscribe("dynamodb.stream", ({ streamArn }) => {
    if (streamArn !== configuration.EventSourceArn) return;
    notify();
    woken = new Promise((resolve) => {
      notify = resolve;
    });
  });
  return { next: () => woken, close };
}

function ignoreAbort(signal: AbortSignal): (error: unknown) => void {
  return (error) => {
    if (!signal.aborted) throw error;
  };
}
