/**
 * What becomes state after an apply or a read. A behaviour names the attributes it read; what it does not name stays as
 * planned. The older SDK writes zero values for what AWS left out and then evens out null and empty against the plan
 * (or, when reading, against the prior state), so that neither shows up as a change.
 */
import type { Type } from "../../../terraform/lang/type.ts";
import { hasUnknown, isObject, type Plain, type PlainObject, textOf, UNKNOWN } from "./plain.ts";
import { zeroFilled, zeroOf } from "./plan-legacy.ts";
import type { BlockShape, Shape } from "./shape.ts";

/** Attributes by name; undefined and null say "AWS has none", a name that is missing says "not looked at". */
export type Found = Readonly<Record<string, unknown>>;

export function settle(shape: Shape, found: Found, base: PlainObject, after: "apply" | "read"): PlainObject {
  const state: Record<string, Plain> = {};
  for (const [name, { type }] of shape.block.attributes) {
    const kept = base[name] === UNKNOWN ? null : (base[name] ?? null);
    if (!(name in found)) state[name] = kept;
    else if (shape.modern) state[name] = bare(found[name]);
    else state[name] = evenOut(written(bare(found[name]), type), base[name] ?? null, type, after === "apply");
  }
  for (const [name, nested] of shape.block.blocks) {
    const plan = base[name] ?? null;
    if (nested.nesting === "single") {
      state[name] = plan;
      continue;
    }
    const kept = Array.isArray(plan) ? plan : [];
    const elements = (name in found ? (bare(found[name]) ?? []) : kept) as readonly PlainObject[];
    state[name] = shape.modern
      ? elements.map((one) => complete(nested.block, one))
      : evenOut(
          elements.map((one) => writtenOrBlank(nested.block, one)),
          plan,
          nested.type,
          after === "apply",
        );
  }
  return state;
}

/** Drops `undefined`, which plain values do not have. */
function bare(value: unknown): Plain {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(bare);
  if (value instanceof Date) return value.toISOString().replace(/\.000Z$/, "Z");
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, bare(item)]));
  return value as Plain;
}

function written(value: Plain, type: Type): Plain {
  if (value === null || value === UNKNOWN) return zeroOf(type);
  if (type.kind === "string") return textOf(value);
  if ((type.kind === "list" || type.kind === "set") && Array.isArray(value))
    return value.map((item: Plain) => zeroFilled(item, type.element));
  return value;
}

/** A block that is there without saying anything keeps its nulls. */
const writtenOrBlank = (block: BlockShape, value: PlainObject | null): PlainObject =>
  value === null ? complete(block, {}) : writtenBlock(block, value);

function writtenBlock(block: BlockShape, value: PlainObject | null): PlainObject {
  const result: Record<string, Plain> = {};
  for (const [name, { type }] of block.attributes) result[name] = written(value?.[name] ?? null, type);
  for (const [name, nested] of block.blocks)
    result[name] = ((value?.[name] ?? []) as readonly PlainObject[]).map((one) => writtenOrBlank(nested.block, one));
  return result;
}

function complete(block: BlockShape, value: PlainObject): PlainObject {
  const result: Record<string, Plain> = {};
  for (const name of block.attributes.keys()) result[name] = value[name] ?? null;
  for (const [name, nested] of block.blocks) {
    const inner = value[name] ?? (nested.nesting === "single" ? null : []);
    result[name] = Array.isArray(inner)
      ? inner.map((one: Plain) => complete(nested.block, one as PlainObject))
      : isObject(inner)
        ? complete(nested.block, inner)
        : null;
  }
  return result;
}

/** `next` with differences between null and empty decided in favour of `base`, as the older SDK does. */
function evenOut(next: Plain, base: Plain, type: Type, applying: boolean): Plain {
  if (base === UNKNOWN) return next;
  const collection = type.kind === "list" || type.kind === "set" || type.kind === "map";
  if (collection && applying && (isEmpty(base) || base === null) && (isEmpty(next) || next === null)) return base;
  if (base === null) return next;
  switch (type.kind) {
    case "object":
      return Object.fromEntries(
        [...type.attributes].map(([name, inner]) => [
          name,
          evenOut((next as PlainObject)[name] ?? null, (base as PlainObject)[name] ?? null, inner, applying),
        ]),
      );
    case "set":
      return applying && !hasUnknown(base) ? base : next;
    case "list": {
      const before = base as readonly Plain[];
      const now = (next ?? []) as readonly Plain[];
      if (now.length !== before.length) return next;
      return now.map((item, index) => evenOut(item, before[index] ?? null, type.element, applying));
    }
    case "string":
      return next === null && base === "" ? base : next;
    default:
      return next;
  }
}

const isEmpty = (value: Plain): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;
