import type { Item } from "../attribute/value.ts";

/** The same text for the same key, however its attributes are ordered. */
export function keyText(key: Item): string {
  const entries = Object.entries(key).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(entries);
}
