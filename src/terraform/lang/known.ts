/** What is known of values: wholly known or not, and refinements of what is not. */
import { isCollection } from "./friendly-type.ts";
import type { BigFloat } from "./number.ts";
import { emptySet, listValue, mapValue, type Refinement, Unknown, unknownValue, Value } from "./value.ts";

/** Whether the value and everything inside it is known. */
export function isWhollyKnown(value: Value): boolean {
  const { content } = value;
  if (content === null || typeof content !== "object") return true;
  if (content instanceof Unknown) return false;
  if (Array.isArray(content)) return (content as readonly Value[]).every(isWhollyKnown);
  if (content instanceof Map) {
    for (const element of (content as ReadonlyMap<string, Value>).values()) if (!isWhollyKnown(element)) return false;
  }
  return true;
}

/** False where an unknown value of unknown type is inside. */
export function hasWhollyKnownType(value: Value): boolean {
  const { content } = value;
  if (content instanceof Unknown) return value.type.kind !== "dynamic";
  if (Array.isArray(content)) return (content as readonly Value[]).every(hasWhollyKnownType);
  if (content instanceof Map) {
    for (const element of (content as ReadonlyMap<string, Value>).values())
      if (!hasWhollyKnownType(element)) return false;
  }
  return true;
}

/** What is certain about an unknown value; nothing for a known one. */
export const refinementOf = (value: Value): Refinement =>
  value.content instanceof Unknown ? value.content.refinement : {};

/** Certainly not null, now or later. */
export const isNotNull = (value: Value): boolean =>
  value.content instanceof Unknown ? value.content.refinement.notNull === true : value.content !== null;

/**
 * Adds to what is certain about an unknown value; a known one stays as it is. A value that is then certain becomes
 * known: an empty collection, a list whose length is known, a number between equal bounds.
 */
export function refine(value: Value, added: Refinement): Value {
  if (!(value.content instanceof Unknown) || value.type.kind === "dynamic") return value;
  const merged = mergeRefinements(value.content.refinement, added);
  const settled = merged.notNull ? settle(value, merged) : undefined;
  return (settled ?? unknownValue(value.type, merged)).withMarks(value.marks);
}

function mergeRefinements(old: Refinement, added: Refinement): Refinement {
  const merged: { -readonly [K in keyof Refinement]: Refinement[K] } = { ...old, ...added };
  if (old.notNull) merged.notNull = true;
  if (old.stringPrefix !== undefined && (added.stringPrefix?.length ?? 0) < old.stringPrefix.length) {
    merged.stringPrefix = old.stringPrefix;
  }
  if (old.lengthMin !== undefined) merged.lengthMin = Math.max(old.lengthMin, added.lengthMin ?? 0);
  if (old.lengthMax !== undefined) merged.lengthMax = Math.min(old.lengthMax, added.lengthMax ?? old.lengthMax);
  return merged;
}

function settle({ type }: Value, { lengthMin, lengthMax, numberMin, numberMax }: Refinement): Value | undefined {
  if (isCollection(type) && lengthMax !== undefined && lengthMax === (lengthMin ?? 0)) {
    if (type.kind === "list") {
      return listValue(
        type.element,
        Array.from({ length: lengthMax }, () => unknownValue(type.element)),
      );
    }
    if (lengthMax === 0) return type.kind === "set" ? emptySet(type.element) : mapValue(type.element, []);
    if (type.kind === "set" && lengthMax === 1) return new Value(type, [unknownValue(type.element)]);
  }
  if (
    type.kind === "number" &&
    numberMin?.inclusive &&
    numberMax?.inclusive &&
    numberMin.value.equals(numberMax.value)
  ) {
    return new Value(type, numberMin.value);
  }
  return undefined;
}

/** Says that an unknown value will not be null. */
export const refineNotNull = (value: Value): Value =>
  value.content instanceof Unknown && !value.content.refinement.notNull ? refine(value, { notNull: true }) : value;

/** The least and the greatest number of elements a value may have. */
export function lengthBounds(value: Value): { readonly min: number; readonly max: number } {
  const { content, type } = value;
  if (content instanceof Unknown) {
    if (type.kind === "tuple") return { min: type.elements.length, max: type.elements.length };
    if (type.kind === "object") return { min: type.attributes.size, max: type.attributes.size };
    return { min: content.refinement.lengthMin ?? 0, max: content.refinement.lengthMax ?? Number.POSITIVE_INFINITY };
  }
  if (content instanceof Map) return { min: content.size, max: content.size };
  if (!Array.isArray(content)) return { min: 0, max: 0 };
  const max = content.length;
  // Unknown elements of a set may turn out to be equal to others.
  const certain = type.kind === "set" && max > 1 && !isWhollyKnown(value) ? 1 : max;
  return { min: certain, max };
}

/** Whether what is certain about an unknown value rules out that it becomes this known one. */
export function excludes(unknown: Value, known: Value): boolean {
  const r = refinementOf(unknown);
  if (known.isNull) return r.notNull === true;
  const { content } = known;
  if (typeof content === "string") return r.stringPrefix !== undefined && !content.startsWith(r.stringPrefix);
  if (known.type.kind === "number" && known.isKnown) return outOfRange(known.number, r);
  if (isCollection(known.type) && unknown.type.kind === known.type.kind) {
    const { min, max } = lengthBounds(known);
    return min > (r.lengthMax ?? Number.POSITIVE_INFINITY) || max < (r.lengthMin ?? 0);
  }
  return false;
}

function outOfRange(number: BigFloat, { numberMin, numberMax }: Refinement): boolean {
  if (numberMin) {
    const order = number.compare(numberMin.value);
    if (order < 0 || (order === 0 && !numberMin.inclusive)) return true;
  }
  if (numberMax) {
    const order = number.compare(numberMax.value);
    if (order > 0 || (order === 0 && !numberMax.inclusive)) return true;
  }
  return false;
}
