/** When which item expires: entries beside the items of tables with time to live, in order of time. */
import type { Key, Store } from "../../../store/store.ts";
import type { Item } from "../attribute/value.ts";
import { attributeOf } from "../expression/document-path.ts";
import type { Change, WriteContext } from "../item/write-item.ts";
import type { Table } from "../table/table.ts";

export const expiryPrefix: Key = ["ddb-expiry"];
const fiveYears = 5 * 365 * 24 * 60 * 60;

/** Who is told of times, in seconds, that were added. */
const waiting = new WeakMap<Store, (seconds: number) => void>();

export function onExpiryAdded(store: Store, listener: (seconds: number) => void): void {
  waiting.set(store, listener);
}

function expiryKey(table: Table, seconds: number, itemKey: Key): Key {
  return [...expiryPrefix, seconds, table.account, table.region, table.name, table.id, ...itemKey.slice(3)];
}

/** The time in seconds that the attribute gives; only numbers count. */
export function expiryOf(item: Item | undefined, attribute: string): number | undefined {
  const value = item && attributeOf(item, attribute);
  return value && "N" in value ? Number(value.N) : undefined;
}

export function expectExpiry(context: WriteContext, { table, before, after }: Change, attribute: string): void {
  const [old, next] = [expiryOf(before.item, attribute), expiryOf(after, attribute)];
  if (old === next) return;
  if (old !== undefined) context.store.delete(expiryKey(table, old, before.key));
  if (next !== undefined) putExpiry(context, table, next, before.key);
}

/** AWS leaves alone what expired more than five years ago: that is no time in seconds. */
export function putExpiry(
  { store, clock }: Pick<WriteContext, "store" | "clock">,
  table: Table,
  seconds: number,
  itemKey: Key,
): void {
  if (seconds * 1000 < clock.now() - fiveYears * 1000) return;
  store.put(expiryKey(table, seconds, itemKey), itemKey);
  waiting.get(store)?.(seconds);
}

export function* expiredBefore(
  store: Store,
  seconds: number,
): Generator<{ key: Key; itemKey: Key; place: readonly [string, string, string, string] }> {
  for (const { key, value } of store.range<Key>({ prefix: expiryPrefix, before: [...expiryPrefix, seconds] })) {
    const [, , account, region, name, id] = key as readonly [string, number, string, string, string, string];
    yield { key, itemKey: value, place: [account, region, name, id] };
  }
}

export function firstExpiry(store: Store): number | undefined {
  const [first] = store.range({ prefix: expiryPrefix, limit: 1 });
  return first && (first.key[1] as number);
}

export function forgetExpiries(store: Store, table: Table): void {
  for (const { key } of store.range({ prefix: expiryPrefix })) if (key[5] === table.id) store.delete(key);
}
