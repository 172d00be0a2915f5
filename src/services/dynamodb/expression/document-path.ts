/** Reading what a document path leads to. */
import type { Item, Value } from "../attribute/value.ts";
import type { Path } from "./syntax.ts";

export function valueAt(item: Item, path: Path): Value | undefined {
  let value = attributeOf(item, path[0] as string);
  for (let i = 1; i < path.length && value !== undefined; i++) value = stepInto(value, path[i]!);
  return value;
}

/** Inherited names such as `constructor` are no attributes. */
export function attributeOf(item: Item, name: string): Value | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

function stepInto(value: Value, part: string | number): Value | undefined {
  if (typeof part === "number") return "L" in value ? value.L[part] : undefined;
  return "M" in value ? attributeOf(value.M, part) : undefined;
}
