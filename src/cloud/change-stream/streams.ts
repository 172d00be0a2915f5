/**
 * Streams of table changes as they lie in the store: DynamoDB writes them, DynamoDB Streams reads them, and neither
 * knows the other. A stream has one shard, which ends when the stream is switched off.
 */
import type { Key, Store } from "../../store/store.ts";
import { derivedId, lowerHexadecimal } from "../ids.ts";

export interface ChangeStream {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly tableName: string;
  readonly label: string;
  readonly viewType: "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";
  readonly keySchema: readonly { readonly AttributeName: string; readonly KeyType: "HASH" | "RANGE" }[];
  readonly createdAt: number;
  /** When it was switched off. */
  readonly closedAt?: number;
  readonly policy?: { readonly text: string; readonly revision: string };
}

/** One change, as JSON text of the API's Record. */
export interface ChangeRecord {
  readonly at: number;
  readonly text: string;
}

/** Records older than this are no longer read. */
export const retention = 24 * 60 * 60 * 1000;

export const streamsPrefix = (account: string, region: string): Key => ["ddb-streams", account, region];
export const streamKey = ({
  account,
  region,
  tableName,
  label,
}: Pick<ChangeStream, "account" | "region" | "tableName" | "label">): Key => [
  ...streamsPrefix(account, region),
  tableName,
  label,
];
export const recordsPrefix = (arn: string): Key => ["ddb-stream", arn];
export const recordKey = (arn: string, number: number): Key => [...recordsPrefix(arn), number];

/** Sequence numbers have at least 21 digits and order as numbers and as texts. */
export function sequenceNumber(number: number): string {
  return `1${String(number).padStart(20, "0")}`;
}

/** Undefined for what is no sequence number of ours. */
export function numberOfSequence(sequence: string): number | undefined {
  return /^1\d{20}$/.test(sequence) ? Number(sequence.slice(1)) : undefined;
}

export function shardId({ arn, createdAt }: ChangeStream): string {
  return `shardId-${String(createdAt).padStart(20, "0")}-${derivedId(8, lowerHexadecimal, arn)}`;
}

/** Sequence numbers are never used twice: the count goes on from the newest record, which is never removed. */
const lastNumbers = new WeakMap<Store, Map<string, number>>();

export function lastNumber(store: Store, arn: string): number {
  let ofStore = lastNumbers.get(store);
  if (!ofStore) {
    ofStore = new Map();
    lastNumbers.set(store, ofStore);
  }
  let last = ofStore.get(arn);
  if (last === undefined) {
    const [newest] = store.range({ prefix: recordsPrefix(arn), reverse: true, limit: 1 });
    last = newest ? (newest.key.at(-1) as number) : 0;
    ofStore.set(arn, last);
  }
  return last;
}

export function appendRecord(store: Store, arn: string, record: (sequence: string) => ChangeRecord): void {
  const number = lastNumber(store, arn) + 1;
  lastNumbers.get(store)!.set(arn, number);
  store.put(recordKey(arn, number), record(sequenceNumber(number)));
}
