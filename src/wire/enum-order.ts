/**
 * The order in which AWS's framework lists an enumeration: that of a hash table of 32 places under Java's hash of
 * texts, later values before earlier ones where two fall into one place. All lists that were recorded have it.
 */
const places = 32;
/** A table that is three quarters full grows; no list of that length is known but one that is in another order. */
const mostValues = (places * 3) / 4;

export function listedEnum(values: readonly string[]): readonly string[] {
  if (values.length > mostValues) return values;
  return [...values].reverse().sort((left, right) => placeOf(left) - placeOf(right));
}

function placeOf(value: string): number {
  let hash = 0;
  for (let i = 0; i < value.length; i++) hash = (Math.imul(hash, 31) + value.charCodeAt(i)) | 0;
  return hash & (places - 1);
}
