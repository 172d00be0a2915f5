/** Paths into values: following them, changing what they lead to, and printing them as Terraform does. */
import { quoteGo } from "../../hcl/quote.ts";
import { valuesEqual } from "./equals.ts";
import { type PathStep, Value, type ValuePath } from "./value.ts";

export const attributeStep = (name: string): PathStep => ({ kind: "attribute", name });
export const indexStep = (key: string | number | Value): PathStep => ({ kind: "index", key });

/** What the path leads to; undefined when the value has no such place, or it is not known yet. */
export function getPath(value: Value, path: ValuePath): Value | undefined {
  let at: Value | undefined = value;
  for (const step of path) {
    at = at && child(at, step);
    if (!at) return undefined;
  }
  return at;
}

function child(value: Value, step: PathStep): Value | undefined {
  const { content } = value;
  if (content instanceof Map) return (content as ReadonlyMap<string, Value>).get(stepName(step) ?? "");
  if (!Array.isArray(content) || step.kind !== "index") return undefined;
  const elements = content as readonly Value[];
  const position = elementPosition(value, step.key);
  return position === undefined ? undefined : elements[position];
}

function stepName(step: PathStep): string | undefined {
  if (step.kind === "attribute") return step.name;
  const { key } = step;
  if (typeof key === "string") return key;
  return key instanceof Value && typeof key.content === "string" ? key.content : undefined;
}

function elementPosition(collection: Value, key: string | number | Value): number | undefined {
  if (typeof key === "number") return key;
  if (typeof key === "string") return undefined;
  if (collection.type.kind === "set") {
    const found = collection.elements.findIndex((element) => valuesEqual(element, key));
    return found < 0 ? undefined : found;
  }
  return key.type.kind === "number" && key.isKnown && !key.isNull ? key.number.toSafeInteger() : undefined;
}

/** The value with what the path leads to replaced; unchanged when the path leads nowhere. */
export function setPath(value: Value, path: ValuePath, change: (old: Value) => Value, depth = 0): Value {
  const step = path[depth];
  if (!step) return change(value);
  const old = child(value, step);
  if (!old) return value;
  const replaced = setPath(old, path, change, depth + 1);
  if (replaced === old) return value;
  if (value.content instanceof Map) {
    return new Value(value.type, new Map(value.content).set(stepName(step) as string, replaced), value.marks);
  }
  const position = elementPosition(value, (step as { key: string | number | Value }).key) as number;
  return new Value(value.type, value.elements.with(position, replaced), value.marks);
}

/** An index in its simplest form: text, number, or the value of a set element. */
function plainKey(key: string | number | Value): string | number | Value {
  if (!(key instanceof Value) || !key.isKnown || key.isNull) return key;
  if (key.type.kind === "string") return key.string;
  if (key.type.kind === "number") return key.number.toSafeInteger() ?? key;
  return key;
}

/** `.a[0]["k"]`, as Terraform's messages print a path. */
export function formatPath(path: ValuePath): string {
  return path.map((step) => (step.kind === "attribute" ? `.${step.name}` : `[${formatKey(step.key)}]`)).join("");
}

function formatKey(key: string | number | Value): string {
  const plain = plainKey(key);
  if (typeof plain === "string") return quoteGo(plain);
  if (typeof plain === "number") return String(plain);
  if (plain.isNull) return "null";
  if (!plain.isKnown) return "(not yet known)";
  return "...";
}
