/**
 * Delivers one batch of a stream until it has succeeded or been given up: retries with growing pauses, bisecting,
 * partial failures, age and attempt limits, and the record for the on-failure destination.
 */
import { sendRecord } from "../async/destinations.ts";
import type { MappingRecord } from "../entities.ts";
import { functionReference } from "../function-name.ts";
import { SYNCHRONOUS_LIMIT } from "../invoking.ts";
import { mappingKey } from "../keys.ts";
import type { RunningLambda } from "../running.ts";
import { type BatchOutcome, batchPayload, failedIds, invokeWithBatch } from "./batch-invocation.ts";
import { saveMapping } from "./mappings.ts";
import type { StreamRecord, StreamSource } from "./stream-source.ts";

export interface BatchPlace {
  readonly shard: string;
  readonly batchInfoName: StreamSource["batchInfoName"];
}

interface Piece {
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
}

export interface BatchOptions {
  /** How far delivery has come for good. */
  readonly progress: (sequenceNumber: string) => void;
  /** The event for some of the records. */
  readonly makeEvent?: (records: readonly StreamRecord[]) => object;
  /** Told of every invocation that succeeded. */
  readonly succeeded?: (outcome: BatchOutcome) => void;
}

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 60_000;

/** False when `signal` stopped it before the batch was through. */
export async function deliverBatch(
  lambda: RunningLambda,
  mapping: MappingRecord,
  place: BatchPlace,
  records: readonly StreamRecord[],
  signal: AbortSignal,
  { progress, makeEvent = eventOf, succeeded }: BatchOptions,
): Promise<boolean> {
  const { MaximumRetryAttempts = -1, BisectBatchOnFunctionError } = mapping.configuration;
  const pending: Piece[] = [{ records, attempts: 0 }];
  let pause = FIRST_PAUSE;
  for (let piece = pending.shift(); piece; piece = pending.shift()) {
    if (signal.aborted) return false;
    const { expired, young } = byAge(lambda, mapping, piece.records);
    if (expired.length > 0)
      await discard(lambda, mapping, place, expired, "RecordAgeExceeded", piece.attempts, undefined);
    if (young.length === 0) continue;
    const payload = batchPayload(makeEvent(young));
    if (payload.length > SYNCHRONOUS_LIMIT && young.length > 1) {
      const fitting = howManyFit(young, payload.length);
      const { attempts } = piece;
      pending.unshift({ records: young.slice(0, fitting), attempts }, { records: young.slice(fitting), attempts });
      continue;
    }
    const outcome = await invokeWithBatch(lambda, mapping, payload);
    const failed = failedIds(mapping, outcome);
    tellResult(lambda, mapping, failed.length === 0);
    if (failed.length === 0) {
      succeeded?.(outcome);
      progress(young.at(-1)?.sequenceNumber ?? "");
      pause = FIRST_PAUSE;
      continue;
    }
    const rest = fromFirstFailure(young, failed);
    const good = young[young.length - rest.length - 1];
    if (good) progress(good.sequenceNumber);
    const attempts = piece.attempts + (outcome.throttled ? 0 : 1);
    const half = Math.ceil(rest.length / 2);
    if (BisectBatchOnFunctionError && failed === "all" && !outcome.throttled && rest.length > 1) {
      // Halving does not count as a retry.
      const { attempts: before } = piece;
      pending.unshift(
        { records: rest.slice(0, half), attempts: before },
        { records: rest.slice(half), attempts: before },
      );
    } else if (MaximumRetryAttempts >= 0 && attempts > MaximumRetryAttempts) {
      await discard(lambda, mapping, place, rest, "RetryAttemptsExhausted", attempts, outcome);
      progress(rest.at(-1)?.sequenceNumber ?? "");
      continue;
    } else {
      pending.unshift({ records: rest, attempts });
    }
    await lambda.cloud.clock.sleep(pause, signal).catch(() => undefined);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
  return true;
}

/** How many of the first records, at least one, an event of at most 6 MB has room for; with all it has so many bytes. */
function howManyFit(records: readonly StreamRecord[], bytes: number): number {
  const sizes = records.map(({ event }) => Buffer.byteLength(JSON.stringify(event)) + 1);
  let room = SYNCHRONOUS_LIMIT - (bytes - sizes.reduce((sum, size) => sum + size, 0));
  let count = 0;
  for (const size of sizes) {
    room -= size;
    if (room < 0) break;
    count++;
  }
  return Math.max(1, count);
}

const eventOf = (records: readonly StreamRecord[]): object => ({ Records: records.map(({ event }) => event) });

/** What the mapping says of its last invocation. */
function tellResult({ cloud }: RunningLambda, mapping: MappingRecord, good: boolean): void {
  const LastProcessingResult = good ? "OK" : "PROBLEM: Function call failed";
  const current = cloud.store.get<MappingRecord>(mappingKey(mapping, mapping.configuration.UUID ?? ""));
  if (!current || current.configuration.LastProcessingResult === LastProcessingResult) return;
  saveMapping(cloud, { ...current, configuration: { ...current.configuration, LastProcessingResult } });
}

/** A stream goes on from the first record that failed; those behind it come again. */
function fromFirstFailure(
  records: readonly StreamRecord[],
  failed: readonly string[] | "all",
): readonly StreamRecord[] {
  if (failed === "all") return records;
  const first = records.findIndex(({ sequenceNumber }) => failed.includes(sequenceNumber));
  return first < 0 ? records : records.slice(first);
}

function byAge({ cloud }: RunningLambda, { configuration }: MappingRecord, records: readonly StreamRecord[]) {
  const { MaximumRecordAgeInSeconds: age = -1 } = configuration;
  if (age < 0) return { expired: [], young: records };
  const oldest = cloud.clock.now() - age * 1000;
  return {
    expired: records.filter(({ arrivedAt }) => arrivedAt < oldest),
    young: records.filter(({ arrivedAt }) => arrivedAt >= oldest),
  };
}

/** Tells the on-failure destination which records are given up. They themselves are in the record only for S3. */
async function discard(
  lambda: RunningLambda,
  mapping: MappingRecord,
  { shard, batchInfoName }: BatchPlace,
  records: readonly StreamRecord[],
  condition: "RetryAttemptsExhausted" | "RecordAgeExceeded",
  attempts: number,
  outcome: BatchOutcome | undefined,
): Promise<void> {
  const { EventSourceArn, FunctionArn, DestinationConfig, UUID } = mapping.configuration;
  const destination = DestinationConfig?.OnFailure?.Destination;
  if (destination === undefined || destination === "") return;
  const [first] = records;
  const last = records.at(-1);
  const record = {
    requestContext: {
      requestId: outcome?.requestId ?? crypto.randomUUID(),
      functionArn: FunctionArn,
      condition,
      approximateInvokeCount: attempts,
    },
    ...(outcome && {
      responseContext: {
        statusCode: 200,
        executedVersion: outcome.executedVersion ?? "$LATEST",
        functionError: outcome.functionError ?? null,
      },
    }),
    version: "1.0",
    timestamp: new Date(lambda.cloud.clock.now()).toISOString(),
    [batchInfoName]: {
      shardId: shard,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: shortTime(first?.arrivedAt ?? 0),
      approximateArrivalOfLastRecord: shortTime(last?.arrivedAt ?? 0),
      batchSize: records.length,
      streamArn: EventSourceArn,
    },
    ...(destination.includes(":s3:") && { payload: eventOf(records) }),
  };
  const receiver = functionReference(mapping, FunctionArn);
  await sendRecord(lambda, receiver, destination, record, false, `${UUID}/${shard}`);
}

/** Whole seconds go without their milliseconds. */
export const shortTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(".000Z", "Z");
