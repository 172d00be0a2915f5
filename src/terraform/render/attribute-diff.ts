/** Differences of attributes, as their schema's type shapes them. */
import type { Type } from "../lang/type.ts";
import type { AttributeSchema, NestedAttributes } from "../provider.ts";
import { type Json, jsonEqual } from "../state/json.ts";
import {
  actionOf,
  actionOfContainer,
  type Change,
  EVERYWHERE,
  elementsOf,
  isAbsent,
  isUnknown,
  member,
  memberNames,
  replaces,
} from "./change.ts";
import { listDiff, mapDiff, objectDiff, setDiff } from "./collection.ts";
import { type Action, combineActions, type Diff } from "./diff.ts";
import { writeOnlyDiff } from "./hidden-values.ts";
import { checkSensitive, checkUnknown, jsonDiff } from "./json-diff.ts";
import { primitiveDiff } from "./primitive.ts";
import { pairSequences } from "./sequence.ts";

export function attributeDiff(change: Change, attribute: AttributeSchema): Diff {
  if (attribute.writeOnly) return writeOnlyDiff(isAbsent(change) ? "no-op" : actionOf(change), replaces(change));
  if (attribute.nested) return nestedDiff(change, attribute.nested);
  return typeDiff(change, attribute.type ?? { kind: "dynamic" });
}

export function typeDiff(given: Change, type: Type): Diff {
  const change = given.tellsEmpty ? given : { ...given, before: blank(given.before), after: blank(given.after) };
  const again = (inner: Change): Diff => typeDiff(inner, type);
  return checkSensitive(change, again) ?? checkUnknown(change, again) ?? ofType(change, type);
}

function ofType(change: Change, type: Type): Diff {
  switch (type.kind) {
    case "dynamic":
      return jsonDiff(change);
    case "list":
      return sequenceDiff(change, (child) => typeDiff(child, type.element), type.element.kind === "object");
    case "set":
      return setOfDiffs(change, (child) => typeDiff(child, type.element), false);
    case "map":
      return mapOfDiffs(change, (child) => typeDiff(child, type.element), false);
    case "object":
      return attributesDiff(change, type.attributes, typeDiff, false);
    case "tuple": {
      const elements = elementsOf(change);
      const diffs = type.elements.map((element, i) => typeDiff(elements.child(i, i), element));
      return listDiff(diffs, combined(change, diffs), replaces(change), false);
    }
    default:
      return primitiveDiff(change.before, change.after, type.kind === "string", actionOf(change), replaces(change));
  }
}

/** Older providers cannot tell an empty string from none. */
const blank = (value: Json | undefined): Json | undefined => (value === "" ? undefined : value);

function nestedDiff(change: Change, nested: NestedAttributes): Diff {
  const again = (inner: Change): Diff => nestedDiff(inner, nested);
  const hidden = checkSensitive(change, again) ?? checkUnknown(change, again);
  if (hidden) return hidden;
  const attributes = new Map(Object.entries(nested.attributes));
  const object = (child: Change): Diff => {
    const inner = (c: Change): Diff => attributesDiff(c, attributes, attributeDiff, true);
    return checkSensitive(child, inner) ?? checkUnknown(child, inner) ?? inner(child);
  };
  switch (nested.nesting) {
    case "single":
      return attributesDiff(change, attributes, attributeDiff, true);
    case "list":
      return nestedListDiff(change, object);
    case "set":
      return setOfDiffs(change, object, true);
    case "map":
      return mapOfDiffs(change, object, true);
  }
}

const combined = (change: Change, diffs: Iterable<Diff>): Action => {
  let action = actionOfContainer(change);
  for (const diff of diffs) action = combineActions(action, diff.action);
  return action;
};

function sequenceDiff(change: Change, compute: (child: Change) => Diff, objects: boolean): Diff {
  const elements = elementsOf(change);
  const diffs = pairSequences(elements.before, elements.after, jsonEqual, () => objects).map(([b, a]) =>
    compute(elements.child(b, a)),
  );
  return listDiff(diffs, combined(change, diffs), replaces(change));
}

/** Lists of objects with a schema are compared index by index. */
function nestedListDiff(change: Change, compute: (child: Change) => Diff): Diff {
  const elements = elementsOf(change);
  const length = Math.max(elements.before.length, elements.after.length);
  const diffs = Array.from({ length }, (_, i) => compute(elements.child(i, i)));
  return listDiff(diffs, combined(change, diffs), replaces(change), false);
}

function setOfDiffs(change: Change, compute: (child: Change) => Diff, nested: boolean): Diff {
  const diffs = matchSet(change).map(compute);
  return setDiff(diffs, combined(change, diffs), replaces(change), nested);
}

/** Equal elements belong together; the others are removed and added. */
export function matchSet(change: Change): readonly Change[] {
  const elements = elementsOf(change);
  const taken = new Set<number>();
  const matched: Change[] = [];
  for (const b of elements.before.keys()) {
    let partner = elements.after.length;
    for (const a of elements.after.keys()) {
      if (taken.has(a)) continue;
      const child = elements.child(b, a);
      const sameMark = (child.beforeSensitive === true) === (child.afterSensitive === true);
      if (sameMark && !isUnknown(child) && jsonEqual(child.before ?? null, child.after ?? null)) {
        partner = a;
        break;
      }
    }
    taken.add(partner);
    matched.push(elements.child(b, partner));
  }
  for (const a of elements.after.keys()) if (!taken.has(a)) matched.push(elements.child(elements.before.length, a));
  return matched.map((child) => ({ ...child, relevant: EVERYWHERE }));
}

function mapOfDiffs(change: Change, compute: (child: Change) => Diff, nested: boolean): Diff {
  const diffs = new Map(memberNames(change).map((name) => [name, compute(member(change, name))] as const));
  return mapDiff(diffs, combined(change, diffs.values()), replaces(change), nested);
}

function attributesDiff<S>(
  change: Change,
  attributes: ReadonlyMap<string, S>,
  compute: (change: Change, schema: S) => Diff,
  nested: boolean,
): Diff {
  const diffs = new Map<string, Diff>();
  for (const [name, schema] of attributes) {
    // Null attributes of an object count as left out.
    const child: Change = { ...member(change, name), beforeExplicit: false, afterExplicit: false };
    const diff = compute(child, schema);
    if (diff.action === "no-op" && isAbsent(child)) continue;
    diffs.set(name, diff);
  }
  return objectDiff(diffs, combined(change, diffs.values()), replaces(change), nested);
}
