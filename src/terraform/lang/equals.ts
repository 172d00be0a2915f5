/** Equality of values: Terraform's `==`, whose answer may be unknown, and exact sameness. */
import { conforms } from "./friendly-type.ts";
import { excludes, hasWhollyKnownType, isNotNull, refinementOf } from "./known.ts";
import { containsMarked, unmarkDeep } from "./marks.ts";
import { BigFloat } from "./number.ts";
import { BOOL, typesEqual } from "./type.ts";
import { FALSE, TRUE, Unknown, unknownValue, type Value } from "./value.ts";

const UNDECIDED = unknownValue(BOOL, { notNull: true });

/** `a == b`: a bool, unknown when that is not decided yet; carries the marks of both. */
export function equals(a: Value, b: Value): Value {
  if (containsMarked(a) || containsMarked(b)) {
    const left = unmarkDeep(a);
    const right = unmarkDeep(b);
    return decide(left.value, right.value).withMarks([...left.marks, ...right.marks]);
  }
  return decide(a, b);
}

/** Whether two known values without marks are certainly equal. */
export const areEqual = (a: Value, b: Value): boolean => decide(a, b).content === true;

function decide(a: Value, b: Value): Value {
  if (a === b && a.isKnown && (a.content === null || typeof a.content !== "object")) return TRUE;
  if ((a.isNull && isNotNull(b)) || (b.isNull && isNotNull(a))) return FALSE;
  if (a.isKnown !== b.isKnown && (a.isKnown ? excludes(b, a) : excludes(a, b))) return FALSE;
  if (a.isKnown && b.isKnown && (a.isNull || b.isNull)) return a.isNull && b.isNull ? TRUE : FALSE;
  if (!hasWhollyKnownType(a) || !hasWhollyKnownType(b)) {
    return conforms(a.type, b.type) || conforms(b.type, a.type) ? UNDECIDED : FALSE;
  }
  if (!typesEqual(a.type, b.type)) return !a.isKnown && !isNotNull(a) && b.isNull ? UNDECIDED : FALSE;
  if (!a.isKnown || !b.isKnown) return UNDECIDED;
  return decideContent(a, b);
}

function decideContent(a: Value, b: Value): Value {
  const x = a.content;
  const y = b.content;
  if (x instanceof BigFloat) return y instanceof BigFloat && x.equals(y) ? TRUE : FALSE;
  if (x instanceof Map && y instanceof Map) {
    if (x.size !== y.size) return FALSE;
    for (const key of x.keys()) if (!y.has(key)) return FALSE;
    return all(
      (function* () {
        for (const [key, value] of x as ReadonlyMap<string, Value>) yield decide(value, y.get(key) as Value);
      })(),
    );
  }
  if (Array.isArray(x) && Array.isArray(y)) {
    const left = x as readonly Value[];
    const right = y as readonly Value[];
    if (a.type.kind === "set") return setsEqual(left, right);
    if (left.length !== right.length) return FALSE;
    return all(
      (function* () {
        for (let i = 0; i < left.length; i++) yield decide(left[i] as Value, right[i] as Value);
      })(),
    );
  }
  return x === y ? TRUE : FALSE;
}

/** Stops at the first answer that is not yes, as Terraform does: unknown before a no stays unknown. */
function all(answers: Iterable<Value>): Value {
  for (const answer of answers) if (answer.content !== true) return answer;
  return TRUE;
}

function setsEqual(left: readonly Value[], right: readonly Value[]): Value {
  // Both are in the same order; sets with unknown elements are never equal.
  if (left.length !== right.length) return FALSE;
  return left.every((element, i) => decide(element, right[i] as Value).content === true) ? TRUE : FALSE;
}

/** Exactly the same value: type, content, what is certain about unknowns, and marks. Never undecided. */
export function valuesEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (!typesEqual(a.type, b.type)) return false;
  if (a.marks.size !== b.marks.size) return false;
  for (const mark of a.marks) if (!b.marks.has(mark)) return false;
  return sameContent(a, b);
}

function sameContent(a: Value, b: Value): boolean {
  const x = a.content;
  const y = b.content;
  if (x instanceof Unknown || y instanceof Unknown) {
    return x instanceof Unknown && y instanceof Unknown && sameRefinement(a, b);
  }
  if (x instanceof BigFloat && y instanceof BigFloat) return x.equals(y);
  if (Array.isArray(x) && Array.isArray(y)) {
    return x.length === y.length && (x as readonly Value[]).every((e, i) => valuesEqual(e, y[i] as Value));
  }
  if (x instanceof Map && y instanceof Map) {
    if (x.size !== y.size) return false;
    for (const [key, element] of x as ReadonlyMap<string, Value>) {
      const other = (y as ReadonlyMap<string, Value>).get(key);
      if (!other || !valuesEqual(element, other)) return false;
    }
    return true;
  }
  return x === y;
}

function sameRefinement(a: Value, b: Value): boolean {
  const x = refinementOf(a);
  const y = refinementOf(b);
  return (
    x.notNull === y.notNull &&
    x.stringPrefix === y.stringPrefix &&
    (x.lengthMin ?? 0) === (y.lengthMin ?? 0) &&
    x.lengthMax === y.lengthMax &&
    x.numberMin?.value.toString() === y.numberMin?.value.toString() &&
    x.numberMax?.value.toString() === y.numberMax?.value.toString()
  );
}
