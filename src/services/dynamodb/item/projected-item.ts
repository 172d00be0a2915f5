/** What of an item an index holds: its own keys and the table's, and what its projection adds. */
import { emptyItem, type Item } from "../attribute/value.ts";
import { attributeOf } from "../expression/document-path.ts";
import { keyAttributesOf, type SecondaryIndex, type Table } from "../table/table.ts";

export function projectedItem(item: Item, index: SecondaryIndex, table: Table): Item {
  if (index.projection.type === "ALL") return item;
  const projected = emptyItem();
  for (const name of projectedNames(index, table)) {
    const value = attributeOf(item, name);
    if (value) projected[name] = value;
  }
  return projected;
}

function projectedNames(index: SecondaryIndex, table: Table): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of keyAttributesOf(table.keys)) names.add(name);
  for (const { name } of keyAttributesOf(index.keys)) names.add(name);
  for (const name of index.projection.attributes) names.add(name);
  return names;
}

/** Whether the index holds all of a set of top-level attributes. */
export function projects(index: SecondaryIndex, table: Table, attributes: Iterable<string>): boolean {
  if (index.projection.type === "ALL") return true;
  const names = projectedNames(index, table);
  for (const attribute of attributes) if (!names.has(attribute)) return false;
  return true;
}
