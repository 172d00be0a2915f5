/** What a query or scan reads: the table, or one of its indexes. */
import type { Key } from "../../../store/store.ts";
import type { Item } from "../attribute/value.ts";
import { indexEntryKey, indexPrefix, itemKey, itemsPrefix } from "../item/primary-key.ts";
import { refusal } from "../refusal.ts";
import { type KeyAttribute, type KeySchema, keyAttributesOf, type SecondaryIndex, type Table } from "../table/table.ts";

export interface Source {
  readonly table: Table;
  readonly index: SecondaryIndex | undefined;
  readonly keys: KeySchema;
  readonly prefix: Key;
}

export function sourceOf(table: Table, indexName: string | undefined, consistent: boolean | undefined): Source {
  if (indexName === undefined) return { table, index: undefined, keys: table.keys, prefix: itemsPrefix(table) };
  const index = table.indexes.find(({ name }) => name === indexName);
  if (!index) throw refusal(`The table does not have the specified index: ${indexName}`);
  if (index.kind === "global" && consistent) {
    throw refusal("Consistent reads are not supported on global secondary indexes");
  }
  if (index.state === "CREATING") {
    throw refusal(`Cannot read from backfilling global secondary index: ${indexName}`);
  }
  return { table, index, keys: index.keys, prefix: indexPrefix(table, index) };
}

/** Attributes of the keys that LastEvaluatedKey holds: the source's and the table's. */
export function positionAttributes({ table, index }: Source): readonly KeyAttribute[] {
  const own = keyAttributesOf(table.keys);
  if (!index) return own;
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...keyAttributesOf(index.keys).filter(({ name }) => !names.has(name))];
}

/** Where an item lies in the source. */
export function storeKeyIn({ table, index }: Source, item: Item): Key {
  return index ? indexEntryKey(table, index, item)! : itemKey(table, item);
}
