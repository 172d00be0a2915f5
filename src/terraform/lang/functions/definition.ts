/** What a function of the language is: parameters with what they put up with, a result type, and the work. */
import type { Scope } from "../scope.ts";
import { DYNAMIC, type Type } from "../type.ts";
import type { Value } from "../value.ts";

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  /** A null argument reaches the function; otherwise it is an error. */
  readonly allowNull?: boolean;
  /** An unknown argument reaches the function; otherwise the result is unknown. */
  readonly allowUnknown?: boolean;
  /** An argument of undecided type reaches the function; otherwise the result is wholly undecided. */
  readonly allowDynamic?: boolean;
  /** Marks reach the function; otherwise they are taken off and put on the result. */
  readonly allowMarked?: boolean;
}

/** What a call may need besides its arguments. */
export interface CallContext {
  readonly scope: Scope;
  /** The types that were decided for the result before the call. */
  readonly type: Type;
}

export interface FunctionDefinition {
  readonly parameters: readonly Parameter[];
  readonly variadic?: Parameter;
  /** As `metadata functions` tells it; undecided where it depends on the arguments. */
  readonly returns: Type;
  /** The result type for these arguments; `returns` unless given. May throw a function error. */
  readonly typeFor?: (args: readonly Value[]) => Type;
  readonly call: (args: readonly Value[], context: CallContext) => Value;
  /** An unknown result may turn out to be null. */
  readonly mayBeNull?: true;
  /** Arguments are handed over as expressions: `try`, `can`, `templatestring`. */
  readonly lazy?: "try" | "can" | "templatestring";
}

/** A failure of the call as a whole. */
export class FunctionError extends Error {}

/** A failure that one argument is to blame for. */
export class ArgumentError extends FunctionError {
  readonly index: number;
  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}

export const param = (name: string, type: Type, allow: Omit<Parameter, "name" | "type"> = {}): Parameter => ({
  name,
  type,
  ...allow,
});

/** A parameter that takes whatever it is given, unknown and undecided values too. */
export const anything = (name: string, allow: Omit<Parameter, "name" | "type"> = {}): Parameter => ({
  name,
  type: DYNAMIC,
  allowUnknown: true,
  allowDynamic: true,
  ...allow,
});
