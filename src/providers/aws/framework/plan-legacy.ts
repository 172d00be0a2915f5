/**
 * What the older provider SDK (terraform-plugin-sdk v2) plans: configuration over prior state, attribute by attribute.
 * Observed from hashicorp/aws 5.100 through the plugin protocol: zero values and null are the same to it, a collection
 * of single values that holds something unknown is unknown as a whole, a changed set is written anew with "" for absent texts, and
 * computed values are unknown on create only.
 */
import type { Type } from "../../../terraform/lang/type.ts";
import type { ValuePath } from "../../../terraform/lang/value.ts";
import { hasUnknown, isObject, type Plain, type PlainObject, samePlain, UNKNOWN } from "./plain.ts";
import type { AttributeShape, BlockShape, NestedShape } from "./shape.ts";

/** How a resource type looks at single attributes while planning; names are joined by dots, without indexes. */
export interface PlanHooks {
  /** True when the difference between the prior and the new value means nothing (DiffSuppressFunc). */
  suppress?(path: string, prior: Plain, next: Plain): boolean;
  /** The form in which a value is kept in state (StateFunc). */
  normalize?(path: string, value: string): string;
  /** What makes two elements of a set the same, where that is not all of the element. */
  readonly setKeys?: Readonly<Record<string, (element: PlainObject) => string>>;
  /** Blocks that stay as they are when the configuration has none (SuppressMissingOptionalConfigurationBlock). */
  readonly keptBlocks?: readonly string[];
}

interface Walk {
  readonly creating: boolean;
  /** Inside an element of a list that was not there before. */
  readonly isNew: boolean;
  /** Inside a set that changed: every attribute counts as written. */
  readonly inSet: boolean;
  readonly path: ValuePath;
  readonly name: string;
  readonly hooks: PlanHooks;
  readonly replace: ValuePath[];
}

export interface LegacyPlan {
  readonly planned: PlainObject;
  readonly requiresReplace: readonly ValuePath[];
}

export function planLegacy(
  block: BlockShape,
  prior: PlainObject | null,
  proposed: PlainObject,
  hooks: PlanHooks,
): LegacyPlan {
  const replace: ValuePath[] = [];
  const walk: Walk = { creating: prior === null, isNew: false, inSet: false, path: [], name: "", hooks, replace };
  return { planned: planBlock(block, prior, proposed, walk), requiresReplace: prior === null ? [] : replace };
}

function planBlock(block: BlockShape, prior: PlainObject | null, proposed: PlainObject, walk: Walk): PlainObject {
  const planned: Record<string, Plain> = {};
  for (const [name, attribute] of block.attributes) {
    const before = prior?.[name] ?? null;
    const after = proposed[name] ?? null;
    planned[name] = staysAsItIs(attribute, before, after, walk)
      ? before
      : planAttribute(attribute, before, after, inside(walk, name));
  }
  for (const [name, nested] of block.blocks)
    planned[name] =
      nested.nesting === "single"
        ? (proposed[name] ?? null)
        : planNested(nested, prior?.[name] ?? [], proposed[name] ?? [], inside(walk, name));
  return planned;
}

/** What needs no second look: most attributes of most objects. Texts may have a form of their own in the state. */
function staysAsItIs({ default: fallback }: AttributeShape, prior: Plain, proposed: Plain, walk: Walk): boolean {
  if (prior !== proposed) return false;
  if (prior === null) return fallback === undefined && !walk.creating && !walk.isNew && !walk.inSet;
  return typeof prior === "number" || typeof prior === "boolean";
}

const inside = (walk: Walk, name: string): Walk => ({
  ...walk,
  path: [...walk.path, { kind: "attribute", name }],
  name: walk.name === "" ? name : `${walk.name}.${name}`,
});

const at = (walk: Walk, index: number): Walk => ({ ...walk, path: [...walk.path, { kind: "index", key: index }] });

function planAttribute(attribute: AttributeShape, prior: Plain, proposed: Plain, walk: Walk): Plain {
  const changed = (value: Plain): Plain => {
    if (attribute.forceNew) walk.replace.push(walk.path);
    return value;
  };
  const { type, computed } = attribute;
  let next = proposed === null && attribute.default !== undefined ? attribute.default : proposed;
  if (isUnknown(next, type)) {
    const stays =
      type.kind === "set" ? computed && prior !== null && next === UNKNOWN : prior === 0 && walk.path.length > 1;
    return stays ? prior : changed(UNKNOWN);
  }
  if (next === null) {
    if (prior === null) {
      const comes = computed && (walk.creating || (walk.isNew && isCollection(type)));
      return comes ? UNKNOWN : absent(attribute, walk);
    }
    if (computed || isZero(prior)) return walk.inSet && computed && isZero(prior) ? UNKNOWN : prior;
    if (walk.hooks.suppress?.(walk.name, prior, zeroOf(type))) return prior;
    return changed(type.kind === "map" ? {} : isCollection(type) ? [] : null);
  }
  if (typeof next === "string" && walk.hooks.normalize) next = walk.hooks.normalize(walk.name, next);
  if (type.kind === "set" && type.element.kind === "object") next = setWritten(next as readonly Plain[], type.element);
  if (prior !== null && (samePlain(prior, next, type) || sameByKey(prior, next, walk))) return prior;
  if (isZero(next) && type.kind !== "bool" && type.kind !== "number") {
    if (prior !== null && (isZero(prior) || (computed && type.kind === "string"))) return prior;
    if (prior === null) return emptyFromNothing(next, attribute, walk);
  }
  if (walk.hooks.suppress?.(walk.name, prior, next)) return prior;
  return changed(next);
}

/** What is given is empty, and nothing was there: an empty list and an empty text are kept, of sets and maps no trace is. */
function emptyFromNothing(empty: Plain, { type, computed }: AttributeShape, walk: Walk): Plain {
  const ofTexts = type.kind === "string" || (type.kind === "set" && type.element.kind !== "object");
  if (computed && walk.creating) return ofTexts ? UNKNOWN : empty;
  return type.kind === "map" || (type.kind === "set" && !walk.inSet) ? null : empty;
}

/** A collection of single values that holds something unknown is unknown; objects are unknown member by member. */
function isUnknown(value: Plain, type: Type): boolean {
  if (value === UNKNOWN || type.kind === "object") return value === UNKNOWN;
  const elements = type.kind === "set" && type.element.kind === "object" ? (value as readonly Plain[] | null) : null;
  return elements === null ? hasUnknown(value) : elements.some((element) => element === UNKNOWN);
}

/** Members of a set's elements that are not given have their zero values; numbers only when all of the set is known. */
function setWritten(elements: readonly Plain[], type: Type): readonly Plain[] {
  const isSure = !hasUnknown(elements);
  return elements.map((one) => membersWhole(isSure ? zeroFilled(one, type) : textsFilled(one, type), type));
}

function textsFilled(element: Plain, type: Type): Plain {
  if (!isObject(element) || type.kind !== "object") return element;
  return Object.fromEntries(
    [...type.attributes].map(([name, inner]) => [
      name,
      element[name] ?? (inner.kind === "number" ? null : zeroOf(inner)),
    ]),
  );
}

function membersWhole(element: Plain, type: Type): Plain {
  if (!isObject(element) || type.kind !== "object") return element;
  return Object.fromEntries(
    [...type.attributes].map(([name, member]) => {
      const value = element[name] ?? null;
      return [name, isUnknown(value, member) ? UNKNOWN : value];
    }),
  );
}

function sameByKey(prior: Plain, next: Plain, walk: Walk): boolean {
  const key = walk.hooks.setKeys?.[walk.name];
  if (!key || !Array.isArray(prior) || !Array.isArray(next)) return false;
  const keysOf = (set: readonly Plain[]) => set.map((one) => key(one as PlainObject)).sort();
  return keysOf(prior).join() === keysOf(next).join();
}

/**
 * An update writes the elements of lists of blocks anew, whether they change or not: what was null and stays so becomes
 * the zero value of its type. Attributes of the object itself are left alone.
 */
export function blocksWritten(
  block: BlockShape,
  prior: PlainObject,
  planned: PlainObject,
  kept: readonly string[] = [],
): PlainObject {
  const written: Record<string, Plain> = { ...planned };
  for (const { name, nesting, block: inner } of block.blocks.values()) {
    const [before, after] = [prior[name], planned[name]];
    if (nesting === "single" || !Array.isArray(before) || !Array.isArray(after)) continue;
    if (kept.includes(name) && (before === after || [...before, ...after].every(saysNothing))) continue;
    written[name] = after.map((one: Plain, index) => {
      // An element of a set stands where it stood, or is new as a whole.
      const same: Plain = nesting === "list" ? before[index] : before.includes(one as never) ? one : null;
      const isBlank = isBlankBlock(one) && (nesting === "set" || isBlankBlock(same));
      return isObject(one) && isObject(same) && !isBlank ? elementWritten(inner, same, one) : one;
    });
  }
  return written;
}

/** Whether an update changes nothing: to the older SDK what is empty, false or zero is as good as none. */
export function isSameToSdk(prior: Plain, planned: Plain): boolean {
  if (prior === planned || (isZero(prior) && isZero(planned))) return true;
  if (typeof prior !== "object" || typeof planned !== "object" || prior === null || planned === null) return false;
  const names = Object.keys(prior);
  return (
    names.length === Object.keys(planned).length &&
    names.every((name) => name in planned && isSameToSdk(memberOf(prior, name), memberOf(planned, name)))
  );
}

const memberOf = (whole: object, name: string): Plain => (whole as PlainObject)[name] ?? null;

const isBlankBlock = (block: Plain): boolean => isObject(block) && Object.values(block).every(isZero);

const saysNothing = (block: Plain): boolean => isObject(block) && Object.values(block).every((value) => value === null);

function elementWritten(block: BlockShape, prior: PlainObject, planned: PlainObject): PlainObject {
  const written: Record<string, Plain> = { ...blocksWritten(block, prior, planned) };
  for (const { name, type } of block.attributes.values())
    if ((prior[name] ?? null) === null && (planned[name] ?? null) === null) written[name] = zeroOf(type);
  return written;
}

/** Nothing before, nothing now: null, but "" for a text and [] for a list inside a set that is written anew. */
function absent(attribute: AttributeShape, walk: Walk): Plain {
  if (!walk.inSet) return null;
  if (attribute.computed) return UNKNOWN;
  if (attribute.type.kind === "string") return "";
  return attribute.type.kind === "list" || attribute.type.kind === "set" ? [] : null;
}

function planNested(nested: NestedShape, prior: Plain, proposed: Plain, walk: Walk): Plain {
  if (proposed === UNKNOWN || prior === UNKNOWN) return UNKNOWN;
  const before = prior as readonly PlainObject[];
  const after = proposed as readonly PlainObject[];
  if (after.length === 0) {
    if (before.length === 0) return walk.creating && nested.computed ? UNKNOWN : [];
    if (nested.computed || walk.hooks.keptBlocks?.includes(walk.name)) return before;
  }
  if (nested.nesting === "set") return planSet(nested, before, after, walk);
  if (nested.forceNew && before.length !== after.length) walk.replace.push(walk.path);
  for (const [index, gone] of before.slice(after.length).entries())
    noteRemoved(nested.block, gone, at(walk, after.length + index));
  return after.map((element, index) => {
    if (element === (UNKNOWN as unknown)) return UNKNOWN;
    const isNew = before[index] === undefined;
    const planned = planBlock(nested.block, before[index] ?? null, element, { ...at(walk, index), isNew });
    return isNew && isBlankBlock(planned) ? withoutSets(nested.block, planned) : planned;
  });
}

/** A block that says nothing: of sets of blocks in it no trace is left. */
function withoutSets(block: BlockShape, blank: PlainObject): PlainObject {
  const sets = [...block.blocks.values()].filter(({ nesting }) => nesting === "set");
  return { ...blank, ...Object.fromEntries(sets.map(({ name }) => [name, null])) };
}

function planSet(
  nested: NestedShape,
  before: readonly PlainObject[],
  after: readonly PlainObject[],
  walk: Walk,
): Plain {
  const key = walk.hooks.setKeys?.[walk.name] ?? ((element) => elementKey(nested.block, element));
  const known = new Map(before.map((element) => [key(element), element]));
  const keys = after.map(key);
  if (known.size === new Set(keys).size && keys.every((one) => known.has(one))) return before;
  if (nested.forceNew || forcesNew(nested.block)) walk.replace.push(walk.path);
  return after.map(
    (element, index) =>
      known.get(keys[index] ?? "") ??
      (element === (UNKNOWN as unknown)
        ? UNKNOWN
        : planBlock(nested.block, null, element, { ...walk, inSet: true, replace: [] })),
  );
}

/** An element of a set by what a user gives: zero values and null are the same, computed values do not count. */
function elementKey(block: BlockShape, element: PlainObject | typeof UNKNOWN): string {
  if (element === UNKNOWN) return "?";
  const parts: unknown[] = [];
  for (const [name, { type, optional, required, default: fallback }] of block.attributes) {
    if (!optional && !required) continue;
    const value = element[name] ?? fallback ?? null;
    parts.push(value === UNKNOWN ? "?" : isZero(value) ? null : sortedText(value, type));
  }
  for (const [name, nested] of block.blocks)
    parts.push(
      Array.isArray(element[name])
        ? (element[name] as readonly PlainObject[]).map((inner) => elementKey(nested.block, inner)).sort()
        : keyText(element[name] ?? []),
    );
  return JSON.stringify(parts);
}

const sortedText = (value: Plain, type: Type): unknown =>
  type.kind === "set"
    ? (value as readonly Plain[]).map((item) => JSON.stringify(sortedText(item, type.element))).sort()
    : keyText(value);
const keyText = (value: Plain): unknown =>
  value === UNKNOWN ? "?" : isObject(value) ? Object.entries(value).map(([k, v]) => [k, keyText(v)]) : value;

function noteRemoved(block: BlockShape, gone: PlainObject, walk: Walk): void {
  for (const [name, attribute] of block.attributes)
    if (attribute.forceNew && !attribute.computed && !isZero(gone[name] ?? null))
      walk.replace.push(inside(walk, name).path);
  for (const [name, nested] of block.blocks)
    if (nested.forceNew && !isZero(gone[name] ?? null)) walk.replace.push(inside(walk, name).path);
}

const forcesNew = (block: BlockShape): boolean =>
  [...block.attributes.values()].some((attribute) => attribute.forceNew) ||
  [...block.blocks.values()].some((nested) => nested.forceNew || forcesNew(nested.block));

export function isZero(value: Plain): boolean {
  if (value === UNKNOWN) return false;
  if (value === null || value === "" || value === 0 || value === false) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

const isCollection = (type: Type): boolean => type.kind === "list" || type.kind === "set" || type.kind === "map";

export function zeroOf(type: Type): Plain {
  switch (type.kind) {
    case "string":
      return "";
    case "number":
      return 0;
    case "bool":
      return false;
    case "map":
      return {};
    case "object":
      return zeroFilled({}, type);
    default:
      return [];
  }
}

/** An object attribute of the old SDK with every null member put to its zero value. */
export function zeroFilled(value: Plain, type: Type): Plain {
  if (value === UNKNOWN) return value;
  if (value === null) return zeroOf(type);
  if (type.kind !== "object") return value;
  const source = value as PlainObject;
  return Object.fromEntries([...type.attributes].map(([name, inner]) => [name, source[name] ?? zeroOf(inner)]));
}
