/** Reads records of the store as a list, so that they may be changed while it is gone through. */
import type { Key, Store } from "../../store/store.ts";

export const recordsAt = <T>({ store }: { readonly store: Store }, prefix: Key): T[] =>
  Array.from(store.range<T>({ prefix }), ({ value }) => value);
