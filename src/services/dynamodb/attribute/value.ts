/**
 * An attribute value inside the service: AWS's own JSON form with binary as base64 text and numbers normalised, so
 * that what is stored is what is sent, and reading an item is one JSON.parse.
 */
export type Value =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] }
  | { L: Value[] }
  | { M: Item };

export type Item = { [name: string]: Value };

export type TypeName = "S" | "N" | "B" | "BOOL" | "NULL" | "SS" | "NS" | "BS" | "L" | "M";

export function typeOf(value: Value): TypeName {
  for (const name in value) return name as TypeName;
  throw new TypeError("An attribute value has a type");
}

/** What is inside, whatever its type. */
export function contentOf(value: Value): string | boolean | string[] | Value[] | Item {
  return (value as Record<string, string>)[typeOf(value)]!;
}

/** An object without inherited names, so that attributes may be called `constructor` or `__proto__`. */
export function emptyItem(): Item {
  return Object.create(null) as Item;
}
