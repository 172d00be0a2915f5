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
  let undecided = false;
  let unknown = false;
  const forTyping: Value[] = [];
  const args = given.map((value, i) => {
    const parameter = parameterAt(definition, i);
    if (value.isNull && !parameter.allowNull) throw new ArgumentError(i, "argument must not be null");
    // An untyped null counts too: `format("%v", null)` is unknown.
    if (value.type.kind === "dynamic" && !parameter.allowDynamic) undecided = true;
    if (!value.isKnown && !parameter.allowUnknown) unknown = true;
    let bare = value;
    if (!parameter.allowMarked && containsMarked(value)) {
      for (const mark of deepMarks(value)) marks.add(mark);
      bare = withoutDeepMarks(value);
    }
    forTyping.push(bare);
    return bare;
  });
  if (undecided) return unknownValue(DYNAMIC).withMarks(marks);
  const type = definition.typeFor ? definition.typeFor(forTyping) : definition.returns;
  if (unknown) return refined(definition, unknownOf(type)).withMarks(marks);
  return refined(definition, definition.call(args, { scope, type })).withMarks(marks);
}

const unknownOf = (type: Type): Value => unknownValue(type);

const refined = (definition: FunctionDefinition, value: Value): Value =>
  definition.mayBeNull || value.isKnown || isNotNull(value) ? value : refineNotNull(value);
