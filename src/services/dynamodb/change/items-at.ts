/**
 * The items of a table as they were at a time within its point-in-time recovery, slice by slice, while the table goes
 * on changing: what the walk meets is replaced by what it was before the first change since.
 */

import { encodeKey } from "../../../store/key-encoding.ts";
import type { Key, Store } from "../../../store/store.ts";
import type { Item } from "../attribute/value.ts";
import { itemKey, itemsPrefix } from "../item/primary-key.ts";
import { encodeItem } from "../item/stored-item.ts";
import type { Table } from "../table/table.ts";
import { type RecoveryEntry, recoveryPrefix } from "./recovery-log.ts";

const slice = 500;

export class ItemsAt {
  readonly #store: Store;
  readonly #table: Table;
  /** What changed items were, by key; null where there was none. */
  readonly #before = new Map<string, Item | null>();
  /** The last change seen. */
  #seen: Key;
  #last: Key | undefined;
  #walked = false;

  /** `position` is where the record of changes stood at that time. */
  constructor(store: Store, table: Table, position: Key) {
    this.#store = store;
    this.#table = table;
    this.#seen = position;
  }

  /** Items as they are stored; undefined after the last ones, which may have been empty slices before. */
  next(): Buffer[] | undefined {
    if (!this.#caughtUp()) return [];
    return this.#walked ? undefined : this.#walk();
  }

  // The record of a long time is read in slices too.
  #caughtUp(): boolean {
    let count = 0;
    const range = { prefix: recoveryPrefix(this.#table), after: this.#seen, limit: 2 * slice };
    for (const { key, value } of this.#store.range<RecoveryEntry>(range)) {
      this.#seen = key;
      count++;
      const changed = encodeKey(itemKey(this.#table, value.keys));
      const passed = this.#last !== undefined && changed <= encodeKey(this.#last);
      if (!passed && !this.#before.has(changed)) this.#before.set(changed, value.before);
    }
    return count < 2 * slice;
  }

  #walk(): Buffer[] {
    const items: Buffer[] = [];
    let count = 0;
    const after = this.#last ? { after: this.#last } : {};
    for (const { key, value } of this.#store.range<Buffer>({
      prefix: itemsPrefix(this.#table),
      limit: slice,
      ...after,
    })) {
      this.#last = key;
      count++;
      const encoded = encodeKey(key);
      const before = this.#before.get(encoded);
      this.#before.delete(encoded);
      if (before === undefined) items.push(value);
      else if (before) items.push(encodeItem(before));
    }
    if (count === slice) return items;
    this.#walked = true;
    // What has been deleted since lies nowhere on the way.
    for (const before of this.#before.values()) if (before) items.push(encodeItem(before));
    return items;
  }
}
