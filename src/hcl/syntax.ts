/**
 * The syntax tree of HCL: native syntax and JSON syntax produce the same nodes. It knows nothing of Terraform and
 * nothing of evaluation.
 */
import type { SourceRange } from "./source.ts";

export interface SourceFile {
  readonly filename: string;
  readonly text: string;
  readonly body: Body;
}

export interface Body {
  readonly kind: "body";
  /** In source order. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
  readonly range: SourceRange;
  /** Where to point for "missing" errors: an empty range at the body's start, or a JSON object's closing brace. */
  readonly endRange: SourceRange;
  /** Set for a JSON body, where what is a block and what an attribute depends on the schema that reads it. */
  readonly json?: JsonObject;
  /** Made from a body and what overrides it: nobody asks for what is not expected there. */
  readonly isMerged?: true;
}

export interface Attribute {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly expression: Expression;
  readonly range: SourceRange;
}

export interface Block {
  readonly type: string;
  readonly typeRange: SourceRange;
  readonly labels: readonly string[];
  readonly labelRanges: readonly SourceRange[];
  readonly openBraceRange: SourceRange;
  readonly closeBraceRange: SourceRange;
  /** Type and labels, without the brace: what `context` snippets and "missing" errors point at. */
  readonly headerRange: SourceRange;
  readonly body: Body;
}

export type Expression =
  | LiteralExpression
  | TemplateExpression
  | TemplateWrapExpression
  | ScopeTraversalExpression
  | RelativeTraversalExpression
  | FunctionCallExpression
  | ConditionalExpression
  | IndexExpression
  | TupleExpression
  | ObjectExpression
  | ForExpression
  | SplatExpression
  | AnonymousSymbolExpression
  | UnaryExpression
  | BinaryExpression
  | ParenthesesExpression
  | TemplateJoinExpression
  | JsonExpression
  | InvalidExpression;

interface Node {
  readonly range: SourceRange;
}

/** A number keeps its source text, because its precision is Terraform's and not a double's. */
export interface LiteralExpression extends Node {
  readonly kind: "literal";
  readonly value:
    | { readonly type: "number"; readonly text: string }
    | { readonly type: "string"; readonly text: string }
    | { readonly type: "bool"; readonly bool: boolean }
    | { readonly type: "null" };
}

/** `"a ${b}"` and heredocs; parts are expressions, text parts are string literals. `%{if}` and `%{for}` are parts too. */
export interface TemplateExpression extends Node {
  readonly kind: "template";
  readonly parts: readonly Expression[];
  readonly heredoc?: boolean;
}

/** `"${x}"`: the value of x itself, whatever its type. */
export interface TemplateWrapExpression extends Node {
  readonly kind: "template-wrap";
  readonly wrapped: Expression;
}

/** The joined result of a `%{for}` in a template. */
export interface TemplateJoinExpression extends Node {
  readonly kind: "template-join";
  readonly tuple: Expression;
}

/** `a.b[0].c`, starting at a name in scope. */
export interface ScopeTraversalExpression extends Node {
  readonly kind: "scope-traversal";
  readonly traversal: Traversal;
}

/** `f(x).b[0]`, starting at any other expression. */
export interface RelativeTraversalExpression extends Node {
  readonly kind: "relative-traversal";
  readonly source: Expression;
  readonly traversal: readonly TraversalStep[];
}

export interface Traversal {
  readonly root: string;
  readonly rootRange: SourceRange;
  readonly steps: readonly TraversalStep[];
  readonly range: SourceRange;
}

export type TraversalStep =
  | { readonly kind: "attribute"; readonly name: string; readonly range: SourceRange }
  | {
      readonly kind: "index";
      readonly key:
        | { readonly type: "number"; readonly text: string }
        | { readonly type: "string"; readonly text: string };
      readonly range: SourceRange;
    };

export interface FunctionCallExpression extends Node {
  readonly kind: "function-call";
  /** As written, with `core::` or `provider::x::` in front where given. */
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly openParenRange: SourceRange;
  readonly closeParenRange: SourceRange;
  readonly arguments: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly expandFinal: boolean;
}

export interface ConditionalExpression extends Node {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface IndexExpression extends Node {
  readonly kind: "index";
  readonly collection: Expression;
  readonly key: Expression;
  readonly bracketRange: SourceRange;
  readonly openRange: SourceRange;
}

export interface TupleExpression extends Node {
  readonly kind: "tuple";
  readonly items: readonly Expression[];
  readonly openRange: SourceRange;
}

export interface ObjectExpression extends Node {
  readonly kind: "object";
  readonly items: readonly ObjectItem[];
  readonly openRange: SourceRange;
}

/** A bare name as key is a literal, unless it is in parentheses. */
export interface ObjectItem {
  readonly key: Expression;
  /** Set when the key was written as a bare traversal: its text where that is a plain name. */
  readonly keyword?: string;
  readonly value: Expression;
}

export interface ForExpression extends Node {
  readonly kind: "for";
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  /** Present in `{for … : k => v}`. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  /** `...` after the value groups by key. */
  readonly grouped: boolean;
  readonly openRange: SourceRange;
  readonly closeRange: SourceRange;
}

/** `list[*].a` and `list.*.a`: `each` is evaluated with `item` standing for one element. */
export interface SplatExpression extends Node {
  readonly kind: "splat";
  readonly source: Expression;
  readonly each: Expression;
  readonly item: AnonymousSymbolExpression;
  readonly markerRange: SourceRange;
}

export interface AnonymousSymbolExpression extends Node {
  readonly kind: "anonymous-symbol";
}

export interface UnaryExpression extends Node {
  readonly kind: "unary";
  readonly operator: "-" | "!";
  readonly operand: Expression;
  readonly symbolRange: SourceRange;
}

export interface BinaryExpression extends Node {
  readonly kind: "binary";
  readonly operator: "||" | "&&" | "==" | "!=" | ">" | ">=" | "<" | "<=" | "+" | "-" | "*" | "/" | "%";
  readonly left: Expression;
  readonly right: Expression;
}

export interface ParenthesesExpression extends Node {
  readonly kind: "parentheses";
  readonly inner: Expression;
}

/** A value of the JSON syntax: a string in it is a template. */
export interface JsonExpression extends Node {
  readonly kind: "json";
  readonly json: JsonValue;
}

/** What stands where the parser found an error and went on. */
export interface InvalidExpression extends Node {
  readonly kind: "invalid";
}

export type JsonValue =
  | {
      readonly kind: "object";
      readonly members: JsonObject["members"];
      readonly range: SourceRange;
      readonly openRange: SourceRange;
      readonly closeRange: SourceRange;
    }
  | {
      readonly kind: "array";
      readonly items: readonly JsonValue[];
      readonly range: SourceRange;
      readonly openRange: SourceRange;
    }
  | { readonly kind: "string"; readonly text: string; readonly range: SourceRange }
  | { readonly kind: "number"; readonly text: string; readonly range: SourceRange }
  | { readonly kind: "bool"; readonly bool: boolean; readonly range: SourceRange }
  | { readonly kind: "null"; readonly range: SourceRange }
  /** Stands where a value could not be read. */
  | { readonly kind: "invalid"; readonly range: SourceRange };

export interface JsonObject {
  /** Where the array begins that the members were taken out of. */
  readonly arrayRange?: SourceRange;
  readonly members: readonly { readonly name: string; readonly nameRange: SourceRange; readonly value: JsonValue }[];
}
