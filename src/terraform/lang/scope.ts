/** What an expression is evaluated in: where references get their values, and which functions may be called. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Traversal } from "../../hcl/syntax.ts";
import type { FunctionDefinition } from "./functions/definition.ts";
import type { Reference } from "./reference.ts";
import type { Value } from "./value.ts";

export interface Resolved {
  readonly value: Value;
  readonly diagnostics?: readonly Diagnostic[];
}

export interface Scope {
  /**
   * Problems of references that show without their values, such as a name that is not declared. All references of an
   * expression come at once; an error keeps it from being evaluated.
   */
  validate?(references: readonly Reference[]): readonly Diagnostic[];
  /**
   * The value of the object that a reference names. For a resource or a resource instance that is the whole resource
   * (an object, or a tuple or object of instances), and for a module output the whole module: steps after the name,
   * an instance key included, are followed by the evaluator. For `self` it is the object itself.
   */
  resolve(reference: Reference): Resolved;
  /** Where relative paths of `file` and its like begin; functions that read files fail without it. */
  readonly baseDirectory?: string;
  /** Functions that change with every call (`timestamp`, `uuid`, `bcrypt`) give unknown values: while planning. */
  readonly pureOnly?: boolean;
  /** The moment that `plantimestamp` tells. */
  readonly planTimestamp?: Date;
  /** There is no plan whose moment could be told: `plantimestamp` is not there. */
  readonly noPlanTimestamp?: boolean;
  /** The moment that `timestamp` tells; now unless given. */
  now?(): Date;
  /** A function of a provider by its whole name, such as `provider::aws::arn_parse`. */
  providerFunction?(name: string): FunctionDefinition | undefined;
  /** How many templates are being rendered inside each other. */
  readonly templateDepth?: number;
  /** Templates may not be rendered: inside of one. */
  readonly noTemplates?: boolean;
  /** No function may be called. */
  readonly noFunctions?: boolean;
  /** No name may be referred to. */
  readonly noVariables?: boolean;
  /** References that only test files may have are understood. */
  readonly testing?: boolean;
}

/** What `Diagnostic.evalContext` holds for a failed expression. */
export interface EvaluationContext {
  /** The value that a reference of the expression had there; undefined when it had none. */
  valueOf(traversal: Traversal): Value | undefined;
}
