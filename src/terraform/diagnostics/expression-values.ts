/** What a failing expression referred to, told in short: `local.l is tuple with 2 elements`. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";

export interface ValueJson {
  readonly traversal: string;
  readonly statement: string;
}

export interface FunctionCallJson {
  readonly called_as: string;
  readonly signature?: FunctionSignatureJson;
}

export interface FunctionSignatureJson {
  readonly name: string;
  readonly params: readonly FunctionParameterJson[];
  readonly variadic_param?: FunctionParameterJson;
  readonly return_type: unknown;
}

export interface FunctionParameterJson {
  readonly name: string;
  readonly type: unknown;
}

/** The function whose call failed: `extra.functionCall`, as the evaluator sets it. */
export const functionCall = (diagnostic: Diagnostic): FunctionCallJson | undefined =>
  diagnostic.extra?.["functionCall"] as FunctionCallJson | undefined;

export function valuesOf(_diagnostic: Diagnostic): readonly ValueJson[] {
  return [];
}
