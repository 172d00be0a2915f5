/** The tree of an expression. */
export type Node = Core & {
  /** `[…]` behind something that is no step of a path. */
  predicates?: Node[];
  /** `[…]` behind a step of a path. */
  stages?: Node[];
  /** `{…}` behind an expression: what it finds, grouped. */
  group?: readonly Pair[];
  /** `[]`: a single result stays in an array. */
  keepArray?: boolean;
};

export type Pair = readonly [key: Node, value: Node];

export interface SortTerm {
  readonly by: Node;
  readonly descending: boolean;
}

type Core =
  | { readonly kind: "constant"; readonly value: string | number | boolean | null }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "wildcard" }
  | { readonly kind: "descendants" }
  | { readonly kind: "path"; readonly steps: Node[]; keepSingleton: boolean }
  | { readonly kind: "negative"; readonly operand: Node }
  | { readonly kind: "array"; readonly items: readonly Node[]; constructed: boolean }
  | { readonly kind: "object"; readonly pairs: readonly Pair[] }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: "bind"; readonly name: string; readonly value: Node }
  | { readonly kind: "condition"; readonly test: Node; readonly yes: Node; readonly no: Node | undefined }
  | { readonly kind: "block"; readonly expressions: readonly Node[] }
  | { readonly kind: "lambda"; readonly parameters: readonly string[]; readonly body: Node }
  | { readonly kind: "call"; readonly callee: Node; readonly args: readonly Node[] }
  | { readonly kind: "partial"; readonly callee: Node; readonly args: readonly (Node | undefined)[] }
  | { readonly kind: "regex"; readonly expression: RegExp }
  | { readonly kind: "sort"; readonly terms: readonly SortTerm[] }
  | {
      readonly kind: "transform";
      readonly pattern: Node;
      readonly update: Node;
      readonly remove: Node | undefined;
    };
