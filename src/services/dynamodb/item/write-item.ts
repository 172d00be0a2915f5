/**
 * The one way items change: the item, its index entries, and whoever keeps a record of changes, in one turn of the
 * event loop and so in one commit.
 */
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Key } from "../../../store/store.ts";
import { equalItems } from "../attribute/compare.ts";
import { itemSize } from "../attribute/size.ts";
import type { Item } from "../attribute/value.ts";
import { isRecorded, recordChange } from "../change/record-change.ts";
import type { SecondaryIndex, Table } from "../table/table.ts";
import { indexEntryKey, itemKey } from "./primary-key.ts";
import { projectedItem } from "./projected-item.ts";
import { decodeItem, encodeItem, storedSize } from "./stored-item.ts";

export type WriteContext = Pick<OperationContext, "store" | "clock" | "bus" | "requestId">;

/** An item as it is before a write; parsed when somebody looks inside. */
export class FoundItem {
  readonly key: Key;
  readonly size: number;
  readonly #bytes: Buffer | undefined;
  #item: Item | undefined;

  constructor(key: Key, bytes: Buffer | undefined) {
    this.key = key;
    this.#bytes = bytes;
    this.size = bytes ? storedSize(bytes) : 0;
  }

  get exists(): boolean {
    return this.#bytes !== undefined;
  }

  get item(): Item | undefined {
    this.#item ??= this.#bytes && decodeItem(this.#bytes);
    return this.#item;
  }
}

export interface WriteOutcome {
  /** Capacity units of the table itself. */
  readonly units: number;
  readonly indexUnits: ReadonlyMap<string, number>;
}

export interface Change {
  readonly table: Table;
  readonly before: FoundItem;
  /** Undefined to delete. */
  readonly after: Item | undefined;
  /** Who changes it, when it is not a user. */
  readonly actor?: "ttl" | "replication";
}

const noUnits: ReadonlyMap<string, number> = new Map();

/** `keyed` holds at least the key attributes, checked. */
export function findItem(context: Pick<WriteContext, "store">, table: Table, keyed: Item): FoundItem {
  const key = itemKey(table, keyed);
  return new FoundItem(key, context.store.get<Buffer>(key));
}

export function writeItem(context: WriteContext, change: Change): WriteOutcome {
  const { table, before, after } = change;
  const sizeAfter = after ? itemSize(after) : 0;
  const encoded = after && encodeItem(after, sizeAfter);
  if (encoded) context.store.put(before.key, encoded);
  else if (before.exists) context.store.delete(before.key);
  const indexUnits = table.indexes.length === 0 ? noUnits : writeIndexes(context, change, encoded);
  if (isRecorded(table)) recordChange(context, change);
  return { units: writeUnits(Math.max(before.size, sizeAfter)), indexUnits };
}

export function writeUnits(size: number): number {
  return Math.max(1, Math.ceil(size / 1024));
}

function writeIndexes(
  { store }: WriteContext,
  { table, before, after }: Change,
  encoded: Buffer | undefined,
): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const index of table.indexes) {
    if (index.state === "DELETING") continue;
    const spent = writeIndexEntry(store, table, index, before.item, after, encoded);
    if (spent > 0) units.set(index.name, spent);
  }
  return units;
}

function writeIndexEntry(
  store: WriteContext["store"],
  table: Table,
  index: SecondaryIndex,
  before: Item | undefined,
  after: Item | undefined,
  encoded: Buffer | undefined,
): number {
  const oldKey = before && indexEntryKey(table, index, before);
  const newKey = after && indexEntryKey(table, index, after);
  const oldEntry = oldKey && projectedItem(before, index, table);
  const newEntry = newKey && projectedItem(after, index, table);
  const moved = oldKey && newKey && !sameKey(oldKey, newKey);
  if (oldEntry && newEntry && !moved && equalItems(oldEntry, newEntry)) return 0;
  let units = 0;
  if (oldEntry && (!newKey || moved)) {
    store.delete(oldKey);
    units += writeUnits(itemSize(oldEntry));
  }
  if (newEntry) {
    store.put(newKey, newEntry === after && encoded ? encoded : encodeItem(newEntry));
    const size = itemSize(newEntry);
    units += writeUnits(oldEntry && !moved ? Math.max(size, itemSize(oldEntry)) : size);
  }
  return units;
}

function sameKey(left: Key, right: Key): boolean {
  return left.every((part, i) => {
    const other = right[i];
    return part instanceof Uint8Array && other instanceof Uint8Array
      ? Buffer.compare(part, other) === 0
      : part === other;
  });
}
