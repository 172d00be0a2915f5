/** Marks deep inside values: collecting them, taking them off and putting them back. */
import { type Mark, type PathStep, Unknown, Value, type ValuePath } from "./value.ts";

export const SENSITIVE = "sensitive" satisfies Mark;
export const EPHEMERAL = "ephemeral" satisfies Mark;

/** The marks found at one place inside a value. */
export interface PathMarks {
  readonly path: ValuePath;
  readonly marks: ReadonlySet<Mark>;
}

/** Whether the value, or anything inside it, has a mark (the given one, if any). */
export function containsMarked(value: Value, mark?: Mark): boolean {
  if (mark === undefined ? value.marks.size > 0 : value.marks.has(mark)) return true;
  const { content } = value;
  if (content === null || typeof content !== "object" || content instanceof Unknown) return false;
  if (Array.isArray(content)) {
    for (const element of content as readonly Value[]) if (containsMarked(element, mark)) return true;
  } else if (content instanceof Map) {
    for (const element of (content as ReadonlyMap<string, Value>).values()) {
      if (containsMarked(element, mark)) return true;
    }
  }
  return false;
}

/** All marks of a value and of what is inside it. */
export function deepMarks(value: Value): ReadonlySet<Mark> {
  const found = new Set<Mark>();
  collect(value, found);
  return found;
}

function collect(value: Value, into: Set<Mark>): void {
  for (const mark of value.marks) into.add(mark);
  forEachChild(value, (child) => collect(child, into));
}

function forEachChild(value: Value, visit: (child: Value, step: PathStep) => void): void {
  const { content, type } = value;
  if (Array.isArray(content)) {
    (content as readonly Value[]).forEach((element, index) => {
      visit(element, { kind: "index", key: type.kind === "set" ? element : index });
    });
  } else if (content instanceof Map) {
    for (const [name, element] of content as ReadonlyMap<string, Value>) {
      visit(element, type.kind === "object" ? { kind: "attribute", name } : { kind: "index", key: name });
    }
  }
}

/** The value without any marks, inside too. */
export function withoutDeepMarks(value: Value): Value {
  return containsMarked(value) ? mapDeep(value, (v) => v.withoutMarks()) : value;
}

/** The value without marks, and every mark there was. */
export function unmarkDeep(value: Value): { readonly value: Value; readonly marks: ReadonlySet<Mark> } {
  return { value: withoutDeepMarks(value), marks: deepMarks(value) };
}

/** The value without marks, and where which marks were, outermost first. */
export function unmarkDeepWithPaths(value: Value): { readonly value: Value; readonly marks: readonly PathMarks[] } {
  if (!containsMarked(value)) return { value, marks: [] };
  const found: PathMarks[] = [];
  const visit = (at: Value, path: ValuePath): void => {
    if (at.marks.size > 0) found.push({ path, marks: at.marks });
    forEachChild(at, (child, step) => {
      if (containsMarked(child)) visit(child, [...path, step]);
    });
  };
  visit(value, []);
  return { value: withoutDeepMarks(value), marks: found };
}

/** Puts marks at paths; a path that leads nowhere is passed over, one through a set marks the set. */
export function markWithPaths(value: Value, marks: readonly PathMarks[]): Value {
  let result = value;
  for (const entry of marks) result = markAt(result, entry.path, 0, entry.marks);
  return result;
}

function markAt(value: Value, path: ValuePath, depth: number, marks: ReadonlySet<Mark>): Value {
  const step = path[depth];
  if (step === undefined) return value.withMarks(marks);
  const { content, type } = value;
  if (type.kind === "set") return value.withMarks(marks);
  if (content instanceof Map) {
    const name = step.kind === "attribute" ? step.name : stepText(step.key);
    const child = name === undefined ? undefined : (content as ReadonlyMap<string, Value>).get(name);
    if (name === undefined || !child) return value;
    const changed = markAt(child, path, depth + 1, marks);
    return changed === child ? value : new Value(type, new Map(content).set(name, changed), value.marks);
  }
  if (Array.isArray(content) && step.kind === "index") {
    const index = stepIndex(step.key);
    const child = index === undefined ? undefined : (content as readonly Value[])[index];
    if (index === undefined || !child) return value;
    const changed = markAt(child, path, depth + 1, marks);
    return changed === child ? value : new Value(type, (content as readonly Value[]).with(index, changed), value.marks);
  }
  return value;
}

const stepText = (key: string | number | Value): string | undefined =>
  typeof key === "string" ? key : key instanceof Value && typeof key.content === "string" ? key.content : undefined;

const stepIndex = (key: string | number | Value): number | undefined => {
  if (typeof key === "number") return key;
  return key instanceof Value && key.type.kind === "number" && key.isKnown && !key.isNull
    ? key.number.toSafeInteger()
    : undefined;
};

/** Rebuilds a value from the inside out; what did not change stays the same object. */
export function mapDeep(value: Value, change: (value: Value) => Value): Value {
  const { content } = value;
  let rebuilt = value;
  if (Array.isArray(content)) {
    const elements = content as readonly Value[];
    const mapped = elements.map((element) => mapDeep(element, change));
    if (mapped.some((element, i) => element !== elements[i])) rebuilt = new Value(value.type, mapped, value.marks);
  } else if (content instanceof Map) {
    let changed = false;
    const mapped = new Map<string, Value>();
    for (const [name, element] of content as ReadonlyMap<string, Value>) {
      const result = mapDeep(element, change);
      changed ||= result !== element;
      mapped.set(name, result);
    }
    if (changed) rebuilt = new Value(value.type, mapped, value.marks);
  }
  return change(rebuilt);
}
