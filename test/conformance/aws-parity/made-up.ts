/** Configurations of one resource type that nobody would write: one attribute at a time given, changed, or wrong. */
import { type Plain, type PlainObject, UNKNOWN } from "../../../src/providers/aws/framework/plain.ts";
import type { AttributeShape, BlockShape, NestedShape } from "../../../src/providers/aws/framework/shape.ts";
import type { Type } from "../../../src/terraform/lang/type.ts";

type Fill = (type: Type, path: readonly string[]) => Plain;

export function sampleOf(type: Type, variant = 1): Plain {
  switch (type.kind) {
    case "string":
      return `v${variant}`;
    case "number":
      return variant;
    case "bool":
      return variant % 2 === 1;
    case "list":
    case "set":
      return [sampleOf(type.element, variant)];
    case "map":
      return { k: sampleOf(type.element, variant) };
    case "object":
      return Object.fromEntries([...type.attributes].map(([name, inner]) => [name, sampleOf(inner, variant)]));
    default:
      return null;
  }
}

export function empty(block: BlockShape): PlainObject {
  const attributes = [...block.attributes.keys()].map((name) => [name, null] as const);
  const blocks = [...block.blocks.values()].map((one) => [one.name, one.nesting === "single" ? null : []] as const);
  return Object.fromEntries<Plain>([...attributes, ...blocks]);
}

/** Only what is required. */
export function minimal(block: BlockShape, fill: Fill, path: readonly string[] = []): PlainObject {
  const value: Record<string, Plain> = { ...empty(block) };
  for (const { name, type, required } of block.attributes.values())
    if (required) value[name] = fill(type, [...path, name]);
  for (const nested of block.blocks.values())
    if (nested.min > 0) value[nested.name] = wrap(nested, minimal(nested.block, fill, [...path, nested.name]));
  return value;
}

export const wrap = (nested: NestedShape, inner: PlainObject): Plain => (nested.nesting === "single" ? inner : [inner]);

/** `base` with the value at `path`; blocks on the way are made minimal. */
export function withPath(
  block: BlockShape,
  base: PlainObject,
  [name = "", ...rest]: readonly string[],
  value: Plain,
  fill: Fill,
): PlainObject {
  if (rest.length === 0) return { ...base, [name]: value };
  const nested = block.blocks.get(name);
  if (!nested) throw new Error(`No block ${name}`);
  const there = base[name];
  const current = (Array.isArray(there) ? (there as readonly Plain[])[0] : there) as PlainObject | null | undefined;
  const inner = withPath(nested.block, current ?? minimal(nested.block, fill), rest, value, fill);
  return { ...base, [name]: wrap(nested, inner) };
}

export interface Place {
  readonly path: readonly string[];
  readonly attribute?: AttributeShape;
  readonly nested?: NestedShape;
}

/** What a configuration may give, outermost first; timeouts aside. */
export function* places(block: BlockShape, path: readonly string[] = []): Generator<Place> {
  for (const attribute of block.attributes.values())
    if ((attribute.required || attribute.optional) && (path.length > 0 || attribute.name !== "id"))
      yield { path: [...path, attribute.name], attribute };
  for (const nested of block.blocks.values()) {
    if (nested.name === "timeouts") continue;
    yield { path: [...path, nested.name], nested };
    yield* places(nested.block, [...path, nested.name]);
  }
}

/** A plan become state: what was unknown has a value that nobody gave. */
export function known(block: BlockShape, planned: PlainObject): PlainObject {
  const state: Record<string, Plain> = { ...planned };
  for (const { name, type } of block.attributes.values())
    if (isUnsure(state[name])) state[name] = type.kind === "number" ? 0 : sampleOf(type, 9);
  for (const { name, block: inner } of block.blocks.values()) {
    const value = state[name];
    if (value === UNKNOWN) state[name] = [];
    else if (Array.isArray(value))
      state[name] = value.map((one: Plain) => (one === UNKNOWN ? empty(inner) : known(inner, one as PlainObject)));
    else if (value) state[name] = known(inner, value as PlainObject);
  }
  return state;
}

const isUnsure = (value: Plain | undefined): boolean =>
  value === UNKNOWN || (typeof value === "object" && value !== null && Object.values(value).some(isUnsure));
