/** What an update makes of an item, with the checks that need the table. UpdateItem and transactions share it. */
import { itemSize, largestItem } from "../attribute/size.ts";
import { emptyItem, type Item, typeOf } from "../attribute/value.ts";
import { applyUpdate } from "../expression/apply-update.ts";
import { attributeOf } from "../expression/document-path.ts";
import type { UpdateAction } from "../expression/syntax.ts";
import { invalidParameter, refusal } from "../refusal.ts";
import { keyAttributesOf, type Table } from "../table/table.ts";
import { checkIndexKeys } from "./check-key.ts";
import { checkKeyPaths, pathsOfUpdate } from "./check-key-paths.ts";

export function checkUpdate(actions: readonly UpdateAction[], table: Table): void {
  for (const { name } of keyAttributesOf(table.keys)) {
    if (actions.some(({ path }) => path[0] === name)) {
      throw invalidParameter(`Cannot update attribute ${name}. This attribute is part of the key`);
    }
  }
  checkIndexValues(actions, table);
  checkKeyPaths(pathsOfUpdate(actions), table);
}

// A value that is in the expression itself is judged before the item is looked at.
function checkIndexValues(actions: readonly UpdateAction[], table: Table): void {
  for (const action of actions) {
    if (action.kind === "REMOVE" || action.path.length > 1 || action.operand.kind !== "value") continue;
    const value = action.operand.value!;
    for (const index of table.indexes) {
      const attribute = keyAttributesOf(index.keys).find(({ name }) => name === action.path[0]);
      if (!attribute || attribute.type in value) continue;
      throw invalidParameter(
        `Type mismatch for Index Key ${attribute.name} Expected: ${attribute.type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
      );
    }
  }
}

/** `key` is the item to start from when there is none. */
export function updatedItem(
  existing: Item | undefined,
  key: Item,
  actions: readonly UpdateAction[],
  table: Table,
): Item {
  const updated = applyUpdate(existing ?? Object.assign(emptyItem(), key), actions);
  if (itemSize(updated) > largestItem) throw refusal("Item size to update has exceeded the maximum allowed size");
  for (const index of table.indexes) {
    for (const { name, type } of keyAttributesOf(index.keys)) {
      const value = attributeOf(updated, name);
      if (value && !(type in value)) {
        throw refusal("The update expression attempted to update the secondary index key to unsupported type");
      }
    }
  }
  checkIndexKeys(updated, table);
  return updated;
}
