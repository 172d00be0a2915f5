/**
 * Deletes what has expired, as the TTL service does: some seconds late, in slices, with stream records that name it.
 * AWS takes up to days; until then expired items are read as others are.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Cloud } from "../../../cloud/cloud.ts";
import { inBackground } from "../background.ts";
import { FoundItem, writeItem } from "../item/write-item.ts";
import { readTable } from "../table/table-store.ts";
import { expiredBefore, expiryOf, firstExpiry, onExpiryAdded } from "./expiry-index.ts";

const lateness = 5000;
const slice = 100;

export class ExpirySweeper {
  readonly #cloud: Pick<Cloud, "store" | "clock" | "bus">;
  #next = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(cloud: Pick<Cloud, "store" | "clock" | "bus">) {
    this.#cloud = cloud;
    onExpiryAdded(cloud.store, (seconds) => this.#expect(seconds));
    this.#expectFirst();
  }

  /** Something expires at that time, in seconds. */
  #expect(seconds: number): void {
    const { clock } = this.#cloud;
    const due = Math.max(seconds * 1000, clock.now()) + lateness;
    if (this.#stopped || due >= this.#next) return;
    this.#cancel?.();
    this.#next = due;
    this.#cancel = clock.at(due, () => {
      this.#next = Number.POSITIVE_INFINITY;
      inBackground(this.#cloud.store, (goesOn) => this.#sweep(goesOn));
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #expectFirst(): void {
    const first = firstExpiry(this.#cloud.store);
    if (first !== undefined) this.#expect(first);
  }

  async #sweep(goesOn: () => boolean): Promise<void> {
    const { store, clock } = this.#cloud;
    for (;;) {
      const expired = [];
      for (const entry of expiredBefore(store, (clock.now() - lateness) / 1000 + 1)) {
        expired.push(entry);
        if (expired.length === slice) break;
      }
      for (const entry of expired) this.#expire(entry);
      if (expired.length < slice) break;
      await nextTurn();
      if (!goesOn()) return;
    }
    this.#expectFirst();
  }

  #expire({
    key,
    itemKey,
    place,
  }: ReturnType<typeof expiredBefore> extends Generator<infer Entry> ? Entry : never): void {
    const { store, clock } = this.#cloud;
    store.delete(key);
    const [account, region, name, id] = place;
    const table = readTable(store, { account, region }, name, clock.now());
    if (table?.id !== id || !table.timeToLive?.enabled) return;
    const before = new FoundItem(itemKey, store.get<Buffer>(itemKey));
    if (!before.item || expiryOf(before.item, table.timeToLive.attribute) !== (key[1] as number)) return;
    writeItem({ ...this.#cloud, requestId: "" }, { table, before, after: undefined, actor: "ttl" });
  }
}
