/** A place in one ordered layer of the store, moving one way between two bounds. */
import { lowerBound, type OrderedMap } from "./ordered-map.ts";

/** From `low`, inclusive, to `high`, exclusive; both encoded keys. */
export interface Bounds {
  readonly low: string;
  readonly high: string;
}

export interface Cursor<V> {
  /** The key the cursor stands on, undefined when it has left the bounds. */
  key: string | undefined;
  value(): V;
  next(): void;
  close(): void;
}

/** A cursor over a map in memory. Writes during the walk are allowed; those ahead of the cursor are seen. */
export class MapCursor<V> implements Cursor<V> {
  key: string | undefined;
  readonly #map: OrderedMap<V>;
  readonly #bounds: Bounds;
  readonly #reverse: boolean;
  #leaf: ReturnType<OrderedMap<V>["leafFor"]>;
  #index: number;
  #seen: number;

  constructor(map: OrderedMap<V>, bounds: Bounds, reverse: boolean) {
    this.#map = map;
    this.#bounds = bounds;
    this.#reverse = reverse;
    const start = reverse ? bounds.high : bounds.low;
    this.#leaf = map.leafFor(start);
    this.#index = lowerBound(this.#leaf.keys, start) - (reverse ? 1 : 0);
    this.#seen = map.changes;
    this.#settle();
  }

  value(): V {
    if (this.#seen !== this.#map.changes) return this.#map.get(this.key!)!;
    return this.#leaf.values[this.#index]!;
  }

  next(): void {
    if (this.key === undefined) return;
    if (this.#seen !== this.#map.changes) this.#find(this.key);
    else this.#index += this.#reverse ? -1 : 1;
    this.#settle();
  }

  close(): void {
    this.key = undefined;
  }

  // Stands on the neighbour of a key that may have gone since.
  #find(key: string): void {
    this.#leaf = this.#map.leafFor(key);
    const at = lowerBound(this.#leaf.keys, key);
    this.#index = this.#reverse ? at - 1 : at + (this.#leaf.keys[at] === key ? 1 : 0);
    this.#seen = this.#map.changes;
  }

  #settle(): void {
    while (this.#index < 0 || this.#index >= this.#leaf.keys.length) {
      const neighbour = this.#reverse ? this.#leaf.previous : this.#leaf.next;
      if (!neighbour) {
        this.key = undefined;
        return;
      }
      this.#leaf = neighbour;
      this.#index = this.#reverse ? neighbour.keys.length - 1 : 0;
    }
    const key = this.#leaf.keys[this.#index]!;
    this.key = (this.#reverse ? key >= this.#bounds.low : key < this.#bounds.high) ? key : undefined;
  }
}
