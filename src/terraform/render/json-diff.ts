/** Differences of values without a schema: outputs, dynamic attributes, JSON inside strings. */
import { isNumber, type Json, jsonEqual } from "../state/json.ts";
import {
  actionOf,
  actionOfContainer,
  asCreate,
  asDelete,
  type Change,
  elementsOf,
  isAbsent,
  isUnknown,
  member,
  memberNames,
  NO_PATHS,
  present,
  replaces,
} from "./change.ts";
import { listDiff, objectDiff } from "./collection.ts";
import { type Action, combineActions, type Diff } from "./diff.ts";
import { sensitiveDiff, unknownDiff } from "./hidden-values.ts";
import { primitiveDiff, typeChangeDiff } from "./primitive.ts";
import { pairSequences } from "./sequence.ts";

type Kind = "null" | "bool" | "number" | "string" | "object" | "array";

function kindOf(value: Json | undefined): Kind {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (isNumber(value)) return "number";
  return Array.isArray(value) ? "array" : "object";
}

export function jsonDiff(change: Change): Diff {
  return checkSensitive(change, jsonDiff) ?? checkUnknown(change, jsonDiff) ?? byKind(change);
}

function byKind(change: Change): Diff {
  const before = kindOf(change.before);
  const after = kindOf(change.after);
  const created = before === "null" && !change.beforeExplicit;
  const deleted = after === "null" && !change.afterExplicit;
  if (before === after || created || deleted) return ofKind(change, before === "null" ? after : before);
  return typeChangeDiff(ofKind(asDelete(change), before), ofKind(asCreate(change), after), "update", false);
}

/** Only what is unknown or sensitive says here that it forces replacement. */
function ofKind(change: Change, kind: Kind): Diff {
  if (kind === "object") {
    const members = new Map<string, Diff>();
    let action: Action = actionOfContainer(change);
    for (const name of memberNames(change)) {
      const diff = jsonDiff(member(change, name));
      members.set(name, diff);
      action = combineActions(action, diff.action);
    }
    return objectDiff(members, action, false);
  }
  if (kind === "array") {
    const elements = elementsOf(change);
    let action: Action = actionOfContainer(change);
    const diffs = pairSequences(elements.before, elements.after, jsonEqual, (item) => kindOf(item) === "object").map(
      ([b, a]) => jsonDiff(elements.child(b, a)),
    );
    for (const diff of diffs) action = combineActions(action, diff.action);
    return listDiff(diffs, action, false);
  }
  return primitiveDiff(change.before, change.after, kind === "string", actionOf(change), false);
}

/** Covers a value that is sensitive before or after; its own difference decides the action. */
export function checkSensitive(change: Change, compute: (change: Change) => Diff): Diff | undefined {
  const before = change.beforeSensitive === true;
  const after = change.afterSensitive === true;
  if (!before && !after) return undefined;
  const inner = compute({ ...change, beforeSensitive: false, afterSensitive: false });
  return sensitiveDiff(inner, before, after, sensitiveAction(change, inner), replaces(change));
}

/** A new or lost mark is a change by itself, unless there is nothing to hide. */
export function sensitiveAction(change: Change, inner: Diff): Action {
  const remarked = (change.beforeSensitive === true) !== (change.afterSensitive === true);
  const nothing = isAbsent(change) && !change.beforeExplicit && !change.afterExplicit;
  return inner.action === "no-op" && remarked && !nothing ? "update" : inner.action;
}

/** A value not known yet is meant, so it is no deletion of the old one. */
export function checkUnknown(change: Change, compute: (change: Change) => Diff): Diff | undefined {
  if (!isUnknown(change)) return undefined;
  const replace = replaces(change);
  if (!present(change.before)) return unknownDiff(undefined, "create", replace);
  return unknownDiff(compute({ ...asDelete(change), replace: NO_PATHS }), "update", replace);
}
