/** Names and values put in for their placeholders, in operands of all expressions. */
import { typeOf } from "../attribute/value.ts";
import type { Placeholders } from "./placeholders.ts";
import type { Operand, Path, ValueOperand } from "./syntax.ts";

export interface UndefinedPlaceholder {
  readonly kind: "name" | "value";
  readonly message: string;
}

type OnUndefined = (undefined_: UndefinedPlaceholder) => void;

export function bindPath(path: Path, placeholders: Placeholders, onUndefined: OnUndefined): Path {
  if (!path.some((part) => typeof part === "string" && part.startsWith("#"))) return path;
  return path.map((part) => {
    if (typeof part === "number" || !part.startsWith("#")) return part;
    const name = placeholders.name(part);
    if (name !== undefined) return name;
    onUndefined({
      kind: "name",
      message: `An expression attribute name used in the document path is not defined; attribute name: ${part}`,
    });
    return part;
  });
}

export function bindValue(operand: ValueOperand, placeholders: Placeholders, onUndefined: OnUndefined): ValueOperand {
  const value = placeholders.value(operand.placeholder);
  if (value !== undefined) return { ...operand, value };
  onUndefined({
    kind: "value",
    message: `An expression attribute value used in expression is not defined; attribute value: ${operand.placeholder}`,
  });
  return operand;
}

export function bindOperand(operand: Operand, placeholders: Placeholders, onUndefined: OnUndefined): Operand {
  switch (operand.kind) {
    case "path":
      return { kind: "path", path: bindPath(operand.path, placeholders, onUndefined) };
    case "value":
      return bindValue(operand, placeholders, onUndefined);
    case "call":
      return { ...operand, operands: operand.operands.map((inner) => bindOperand(inner, placeholders, onUndefined)) };
  }
}

/** The type of a bound operand as far as the expression alone tells: of values and of functions' results. */
export function literalType(operand: Operand): string | undefined {
  return operand.kind === "value" && operand.value ? typeOf(operand.value) : undefined;
}
