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

export function emptyItem(): Item {
  return {};
}

/** Attributes may be called `__proto__`, which plain assignment takes for something else. */
export function setAttribute(item: Item, name: string, value: Value): void {
  if (name === "__proto__")
    Object.defineProperty(item, name, { value, enumerable: true, configurable: true, writable: true });
  else item[name] = value;
}
