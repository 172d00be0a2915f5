/**
 * Item counts and sizes of tables. AWS brings them up to date about every six hours, so they are counted when a table
 * is described and the last count is that old; large tables are counted beside the requests of others.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../../cloud/clock.ts";
import type { Key, Store } from "../../../store/store.ts";
import { inBackground } from "../background.ts";
import { indexPrefix, itemsPrefix } from "../item/primary-key.ts";
import { storedSize } from "../item/stored-item.ts";
import type { TableFigures } from "./describe.ts";
import type { Table } from "./table.ts";

interface Context {
  readonly store: Store;
  readonly clock: Clock;
}

interface Counted extends TableFigures {
  readonly at: number;
}

const interval = 6 * 60 * 60 * 1000;
const slice = 2000;
const patience = 200;

const figuresKey = (table: Table): Key => ["ddb-figures", table.id];

export async function figuresOf(table: Table, { store, clock }: Context): Promise<TableFigures | undefined> {
  const known = store.get<Counted>(figuresKey(table));
  if (clock.now() - (known?.at ?? table.createdAt) < interval) return known;
  const counting = new Promise<TableFigures>((resolve) => {
    inBackground(store, async (goesOn) => resolve(await count(table, { store, clock }, goesOn)));
  });
  const tired = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience).unref());
  return (await Promise.race([counting, tired])) ?? known;
}

async function count(table: Table, { store, clock }: Context, goesOn: () => boolean): Promise<TableFigures> {
  const whole = await countRange(store, itemsPrefix(table), goesOn);
  const indexes: Record<string, { items: number; bytes: number }> = {};
  for (const index of table.indexes) indexes[index.name] = await countRange(store, indexPrefix(table, index), goesOn);
  const counted: Counted = { ...whole, indexes, at: clock.now() };
  if (goesOn()) store.put(figuresKey(table), counted);
  return counted;
}

async function countRange(store: Store, prefix: Key, goesOn: () => boolean): Promise<{ items: number; bytes: number }> {
  let items = 0;
  let bytes = 0;
  let after: Key | undefined;
  do {
    let last: Key | undefined;
    let read = 0;
    for (const { key, value } of store.range<Buffer>({ prefix, limit: slice, ...(after ? { after } : {}) })) {
      bytes += storedSize(value);
      if (++read === slice) last = key;
    }
    items += read;
    after = last;
    await nextTurn();
  } while (after && goesOn());
  return { items, bytes };
}
