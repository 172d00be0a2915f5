/**
 * A change as the plan JSON has it, walked from the top of an object to its leaves: values before and after, and
 * beside them what is unknown, sensitive, forces replacement or is relevant, each in the shape of the value.
 */
import { isArray, isNumber, type Json, jsonEqual, memberOf, membersOf } from "../state/json.ts";
import type { Action } from "./diff.ts";

/** The rest of some paths, below the place where one stands. */
export interface PathSet {
  readonly paths: readonly (readonly Json[])[];
  /** A path also stands for everything below it. */
  readonly deep: boolean;
}

export const NO_PATHS: PathSet = { paths: [], deep: false };
export const EVERYWHERE: PathSet = { paths: [[]], deep: true };

export const pathHere = (set: PathSet): boolean => set.paths.some((path) => path.length === 0);
export const pathAtOrBelow = (set: PathSet): boolean => set.paths.length > 0;

function below(set: PathSet, key: string | number): PathSet {
  if (set.paths.length === 0) return set;
  if (set.deep && pathHere(set)) return set;
  const paths = set.paths
    .filter((path) => path.length > 0 && sameStep(path[0] as Json, key))
    .map((path) => path.slice(1));
  return paths.length === 0 && !set.deep ? NO_PATHS : { paths, deep: set.deep };
}

const sameStep = (step: Json, key: string | number): boolean =>
  (typeof step === "string" || isNumber(step)) && String(step) === String(key);

export interface Change {
  /** Undefined and null are both absence; `explicit` says that null was meant. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly beforeExplicit: boolean;
  readonly afterExplicit: boolean;
  readonly unknown: Json | undefined;
  readonly beforeSensitive: Json | undefined;
  readonly afterSensitive: Json | undefined;
  readonly replace: PathSet;
  readonly relevant: PathSet;
  /** The schema shows that the provider can tell an empty string from none, as older ones cannot. */
  readonly tellsEmpty?: boolean;
}

export const present = (value: Json | undefined): boolean => value !== undefined && value !== null;

export const isUnknown = (change: Change): boolean => change.unknown === true;
export const replaces = (change: Change): boolean => pathHere(change.replace);
export const isAbsent = (change: Change): boolean => !present(change.before) && !present(change.after);

export const asDelete = (change: Change): Change => ({
  ...change,
  tellsEmpty: false,
  after: undefined,
  afterExplicit: false,
  unknown: undefined,
  afterSensitive: undefined,
});

export const asCreate = (change: Change): Change => ({
  ...change,
  before: undefined,
  beforeExplicit: false,
  beforeSensitive: undefined,
});

/** Not relevant to the reader: shown as if nothing happened. */
const asUnchanged = (change: Change): Change => ({
  ...change,
  beforeExplicit: change.beforeExplicit,
  afterExplicit: change.beforeExplicit,
  after: change.before,
  unknown: false,
  beforeSensitive: change.beforeSensitive,
  afterSensitive: change.beforeSensitive,
});

export function actionOf(change: Change): Action {
  const { before, after, beforeExplicit, afterExplicit } = change;
  const hadNothing = !present(before) && !beforeExplicit;
  const hasNothing = !present(after) && !afterExplicit;
  if (hadNothing && (present(after) || afterExplicit)) return "create";
  if (hasNothing && (present(before) || beforeExplicit)) return "delete";
  const same = jsonEqual(before ?? null, after ?? null) && beforeExplicit === afterExplicit;
  return same && (change.beforeSensitive === true) === (change.afterSensitive === true) ? "no-op" : "update";
}

/** Before its children are known. */
export function actionOfContainer(change: Change): Action {
  if (isAbsent(change)) return "no-op";
  if (!present(change.before)) return "create";
  return present(change.after) ? "no-op" : "delete";
}

const arrayOf = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : []);

/** True stands for everything below it. */
const markBelow = (mark: Json | undefined, key: string | number): Json | undefined => {
  if (mark === true) return true;
  if (typeof key === "number") return arrayOf(mark)[key];
  return memberOf(mark, key);
};

export function member(change: Change, name: string): Change {
  const before = memberOf(change.before, name);
  const after = memberOf(change.after, name);
  return narrowed({
    before,
    after,
    beforeExplicit: before !== undefined,
    afterExplicit: after !== undefined,
    unknown: markBelow(change.unknown, name),
    beforeSensitive: markBelow(change.beforeSensitive, name),
    afterSensitive: markBelow(change.afterSensitive, name),
    replace: below(change.replace, name),
    relevant: below(change.relevant, name),
    ...(change.tellsEmpty ? { tellsEmpty: true } : {}),
  });
}

const narrowed = (change: Change): Change => (pathAtOrBelow(change.relevant) ? change : asUnchanged(change));

export function memberNames(change: Change): readonly string[] {
  const names = new Set<string>();
  for (const value of [change.before, change.after, change.unknown]) {
    for (const name of membersOf(value)?.keys() ?? []) names.add(name);
  }
  return [...names];
}

export interface Elements {
  readonly before: readonly Json[];
  readonly after: readonly Json[];
  /** Either index may lie beyond the end: there is no such element. */
  child(beforeIndex: number, afterIndex: number): Change;
}

export function elementsOf(change: Change): Elements {
  const before = arrayOf(change.before);
  const known = arrayOf(change.after);
  const unknowns = arrayOf(change.unknown);
  // A list may end in unknown elements that are missing from the values.
  const after =
    unknowns.length > known.length
      ? [...known, ...Array.from({ length: unknowns.length - known.length }, () => null)]
      : known;
  return {
    before,
    after,
    child: (beforeIndex, afterIndex) => ({
      before: before[beforeIndex],
      after: after[afterIndex],
      beforeExplicit: beforeIndex < before.length,
      afterExplicit: afterIndex < after.length,
      unknown: afterIndex < after.length ? markBelow(change.unknown, afterIndex) : false,
      beforeSensitive: beforeIndex < before.length ? markBelow(change.beforeSensitive, beforeIndex) : false,
      afterSensitive: afterIndex < after.length ? markBelow(change.afterSensitive, afterIndex) : false,
      replace: below(change.replace, beforeIndex),
      // Nothing below lists and sets is ever named as relevant, so all of it is.
      relevant: change.relevant,
      ...(change.tellsEmpty ? { tellsEmpty: true } : {}),
    }),
  };
}
