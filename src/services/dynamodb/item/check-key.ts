/** Whether key attributes have their types, contents and sizes: in whole items, in bare keys, and for indexes. */
import { binarySize, textSize } from "../attribute/size.ts";
import { type Item, typeOf, type Value } from "../attribute/value.ts";
import { attributeOf } from "../expression/document-path.ts";
import { invalidParameter, refusal } from "../refusal.ts";
import { type KeyAttribute, type KeySchema, keyAttributesOf, type SecondaryIndex, type Table } from "../table/table.ts";

const schemaMismatch = "The provided key element does not match the schema";

/** A new or changed item: its own key, then those of the indexes it would be in. */
export function checkItemKeys(item: Item, table: Table): void {
  for (const { name, type } of keyAttributesOf(table.keys)) {
    const value = attributeOf(item, name);
    if (!value) throw invalidParameter(`Missing the key ${name} in the item`);
    if (!(type in value)) {
      throw invalidParameter(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
    }
    checkNotEmpty(value, `Key: ${name}`);
  }
  checkKeySizes(item, table.keys);
  checkIndexKeys(item, table);
}

export function checkIndexKeys(item: Item, table: Table): void {
  for (const index of table.indexes) {
    for (const { name, type } of keyAttributesOf(index.keys)) {
      const value = attributeOf(item, name);
      if (!value) continue;
      if (!(type in value)) {
        throw invalidParameter(
          `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
        );
      }
      checkIndexKeyNotEmpty(value, index, name);
    }
    checkKeySizes(item, index.keys);
  }
}

/** The Key of an operation: exactly the table's key attributes. */
export function checkKey(key: Item, table: Table): void {
  const attributes = keyAttributesOf(table.keys);
  if (Object.keys(key).length !== attributes.length) throw refusal(schemaMismatch);
  for (const { name, type } of attributes) {
    const value = attributeOf(key, name);
    if (!value || !(type in value)) throw refusal(schemaMismatch);
  }
  for (const { name } of attributes) checkNotEmpty(key[name]!, `Key: ${name}`);
  checkKeySizes(key, table.keys);
}

/** For requests that refuse empty and too long keys before they look at anything else. */
export function checkKeyContents(keyed: Item, table: Table): void {
  for (const { name } of keyAttributesOf(table.keys)) {
    const value = attributeOf(keyed, name);
    if (value) checkNotEmpty(value, `Key: ${name}`);
  }
  checkKeySizes(keyed, table.keys);
}

/** The same for the indexes that an item would be in. */
export function checkNoEmptyIndexKeys(item: Item, table: Table): void {
  for (const index of table.indexes) {
    for (const { name } of keyAttributesOf(index.keys)) {
      const value = attributeOf(item, name);
      if (value) checkIndexKeyNotEmpty(value, index, name);
    }
  }
}

function checkIndexKeyNotEmpty(value: Value, index: SecondaryIndex, name: string): void {
  const kind = emptyKind(value);
  if (!kind) return;
  throw refusal(
    `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value. IndexName: ${index.name}, IndexKey: ${name}`,
  );
}

function checkNotEmpty(value: Value, where: string): void {
  const kind = emptyKind(value);
  if (!kind) return;
  throw refusal(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. ${where}`,
  );
}

function emptyKind(value: Value): "string" | "binary" | undefined {
  if ("S" in value) return value.S === "" ? "string" : undefined;
  return "B" in value && value.B === "" ? "binary" : undefined;
}

function checkKeySizes(item: Item, { hash, range }: KeySchema): void {
  if (keySize(item, hash) > 2048) {
    throw invalidParameter("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }
  if (keySize(item, range) > 1024) {
    throw invalidParameter("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
  }
}

function keySize(item: Item, attributes: readonly KeyAttribute[]): number {
  let size = 0;
  for (const { name } of attributes) {
    const value = item[name];
    if (value === undefined) continue;
    // A UTF-16 unit takes at most three bytes, so most keys are seen to be small without counting.
    if ("S" in value) size += value.S.length * 3 > 1024 ? textSize(value.S) : 0;
    else if ("B" in value) size += binarySize(value.B);
  }
  return size;
}
