/** Calls a function by the rules of its parameters: nulls refused, unknowns and marks passed around it. */
import { isNotNull, refineNotNull } from "../known.ts";
import { containsMarked, deepMarks, withoutDeepMarks } from "../marks.ts";
import type { Scope } from "../scope.ts";
import { DYNAMIC, type Type } from "../type.ts";
import { type Mark, unknownValue, type Value } from "../value.ts";
import { ArgumentError, type FunctionDefinition, type Parameter } from "./definition.ts";

const parameterAt = (definition: FunctionDefinition, index: number): Parameter =>
  definition.parameters[index] ?? (definition.variadic as Parameter);

/** The result, or a thrown FunctionError. Arguments are of their parameters' types already. */
export function callFunction(definition: FunctionDefinition, given: readonly Value[], scope: Scope): Value {
  const marks = new Set<Mark>();
  let unknown = false;
  const args: Value[] = [];
  for (const [i, value] of given.entries()) {
    const parameter = parameterAt(definition, i);
    if (value.isNull && !parameter.allowNull) throw new ArgumentError(i, "argument must not be null");
    // An untyped null counts too: `format("%v", null)` is unknown. Later arguments, and marks, no longer matter.
    if (value.type.kind === "dynamic" && !parameter.allowDynamic) return unknownValue(DYNAMIC);
    const isMarked = !parameter.allowMarked && containsMarked(value);
    args.push(isMarked ? withoutDeepMarks(value) : value);
    // The first unknown argument decides; the marks of those after it are not seen.
    if (isMarked && !unknown) for (const mark of deepMarks(value)) marks.add(mark);
    if (!value.isKnown && !parameter.allowUnknown) unknown = true;
  }
  const type = definition.typeFor ? definition.typeFor(args) : definition.returns;
  if (unknown) return refined(definition, unknownOf(type)).withMarks(marks);
  return refined(definition, definition.call(args, { scope, type })).withMarks(marks);
}

const unknownOf = (type: Type): Value => unknownValue(type);

const refined = (definition: FunctionDefinition, value: Value): Value =>
  definition.mayBeNull || value.isKnown || isNotNull(value) ? value : refineNotNull(value);
