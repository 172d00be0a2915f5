/** The syntax of expressions, before and after names and values have been put in for their placeholders. */
import type { Value } from "../attribute/value.ts";

/** Names and list indexes. Before binding, a name that starts with # is a placeholder. */
export type Path = readonly (string | number)[];

export interface PathOperand {
  readonly kind: "path";
  readonly path: Path;
}

export interface ValueOperand {
  readonly kind: "value";
  readonly placeholder: string;
  /** Absent before binding. */
  readonly value?: Value;
}

/** A function, or in updates one of the operators + and -. */
export interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly operands: readonly Operand[];
}

export type Operand = PathOperand | ValueOperand | Call;

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type Condition =
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly condition: Condition }
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: "in"; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | Call;

export interface SetAction {
  readonly kind: "SET";
  readonly path: Path;
  readonly operand: Operand;
}

export interface RemoveAction {
  readonly kind: "REMOVE";
  readonly path: Path;
}

export interface MergeAction {
  readonly kind: "ADD" | "DELETE";
  readonly path: Path;
  readonly operand: ValueOperand;
  /** From AttributeUpdates, which has words of its own for types that do not go together. */
  readonly legacy?: true;
}

export type UpdateAction = SetAction | RemoveAction | MergeAction;

export function showPath(path: Path): string {
  return `[${path.map((part) => (typeof part === "number" ? `[${part}]` : part)).join(", ")}]`;
}
