/**
 * Keys of items as store keys. An item lies under its table, a hash of its partition key (so that scans and their
 * segments go through partitions in no order a user could count on), the partition key, and the sort key in order.
 */
import { createHash } from "node:crypto";
import type { Key, KeyPart } from "../../../store/store.ts";
import { numberKey } from "../attribute/number.ts";
import type { Item, Value } from "../attribute/value.ts";
import { attributeOf } from "../expression/document-path.ts";
import type { KeyAttribute, KeySchema, SecondaryIndex, Table } from "../table/table.ts";

/** Longer partition keys are told apart by a digest: nothing asks for their order. */
const longestPlainPartition = 700;
const longestPlainOwner = 200;

export const itemsPrefix = (table: Table): Key => ["ddb", table.id, ""];
export const indexPrefix = (table: Table, index: SecondaryIndex): Key => ["ddb", table.id, index.id];

/** The key's values, in the order of the schema. */
export function partitionPart(hash: readonly Value[]): string {
  const text = hash.length === 1 ? scalarText(hash[0]!) : JSON.stringify(hash.map(scalarText));
  const digest = hashOf(text).toString(36).padStart(7, "0");
  return digest + (text.length > longestPlainPartition ? shortened(text) : text);
}

/** The type is the table's, so the same text of different types cannot meet. */
function scalarText(value: Value): string {
  if ("S" in value) return value.S;
  return "N" in value ? value.N : (value as { B: string }).B;
}

function shortened(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** 32 bits of FNV-1a, mixed so that keys that differ at their end are far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Lower bound of the partitions of one segment of a parallel scan. */
export function segmentStart(segment: number, segments: number): string {
  return Math.ceil((segment * 2 ** 32) / segments)
    .toString(36)
    .padStart(7, "0");
}

export function sortPart(value: Value): KeyPart {
  if ("S" in value) return value.S;
  return "N" in value ? numberKey(value.N) : Buffer.from((value as { B: string }).B, "base64");
}

/** Undefined when the item lacks one of the attributes or has it with another type. */
export function keyValues(attributes: readonly KeyAttribute[], item: Item): Value[] | undefined {
  const values: Value[] = [];
  for (const { name, type } of attributes) {
    const value = attributeOf(item, name);
    if (value === undefined || !(type in value)) return undefined;
    values.push(value);
  }
  return values;
}

/** The store key of an item whose key attributes have been checked. */
export function itemKey(table: Table, item: Item): Key {
  return [...itemsPrefix(table), ...keyParts(table.keys, item)];
}

export function keyParts({ hash, range }: KeySchema, item: Item): KeyPart[] {
  const parts: KeyPart[] = [partitionPart(hash.map(({ name }) => item[name]!))];
  for (const { name } of range) parts.push(sortPart(item[name]!));
  return parts;
}

/** The store key of an item's entry in an index; undefined when the item is not in it. */
export function indexEntryKey(table: Table, index: SecondaryIndex, item: Item): Key | undefined {
  if (!keyValues(index.keys.hash, item) || !keyValues(index.keys.range, item)) return undefined;
  return [...indexPrefix(table, index), ...keyParts(index.keys, item), ...ownerParts(table, item)];
}

/** What tells apart entries with the same index key: the item's own key. */
export function ownerParts(table: Table, item: Item): KeyPart[] {
  return keyParts(table.keys, item).map((part) => {
    const length = typeof part === "string" || part instanceof Uint8Array ? part.length : 0;
    return length > longestPlainOwner
      ? shortened(typeof part === "string" ? part : Buffer.from(part as Uint8Array).toString("latin1"))
      : part;
  });
}
