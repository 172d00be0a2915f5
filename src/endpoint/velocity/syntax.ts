/** The syntax tree of Velocity templates: https://velocity.apache.org/engine/1.7/vtl-reference.html */

export type Node =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reference"; readonly reference: Reference; readonly quiet: boolean; readonly source: string }
  | { readonly type: "set"; readonly target: Reference; readonly value: Expression }
  | { readonly type: "if"; readonly branches: readonly Branch[]; readonly otherwise: readonly Node[] }
  | { readonly type: "foreach"; readonly name: string; readonly list: Expression; readonly body: readonly Node[] }
  | { readonly type: "break" | "stop" };

export interface Branch {
  readonly test: Expression;
  readonly body: readonly Node[];
}

/** `$name` and what follows it. */
export interface Reference {
  readonly name: string;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly type: "property"; readonly name: string }
  | { readonly type: "method"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: "index"; readonly index: Expression };

export type Operator = "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

export type Expression =
  | { readonly type: "literal"; readonly value: string | number | boolean | null }
  | { readonly type: "text"; readonly nodes: readonly Node[] }
  | { readonly type: "reference"; readonly reference: Reference }
  | { readonly type: "list"; readonly items: readonly Expression[] }
  | { readonly type: "range"; readonly from: Expression; readonly to: Expression }
  | { readonly type: "map"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly type: "not"; readonly operand: Expression }
  | { readonly type: "negative"; readonly operand: Expression }
  | { readonly type: "binary"; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

export class TemplateError extends Error {}
