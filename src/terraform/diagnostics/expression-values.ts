/** What a failing expression referred to, told in short: `local.l is tuple with 2 elements`. */

import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { quoteGo } from "../../hcl/quote.ts";
import { references, traversalText } from "../../hcl/static.ts";
import type { Traversal } from "../../hcl/syntax.ts";
import { friendlyName } from "../lang/friendly-type.ts";
import type { EvaluationContext } from "../lang/scope.ts";
import { compareUtf8 } from "../lang/type.ts";
import type { Value } from "../lang/value.ts";

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

/** One statement for each distinct reference of the expression, in the order of their texts. */
export function valuesOf({ expression, evalContext, extra }: Diagnostic): readonly ValueJson[] {
  if (!expression || !evalContext) return [];
  const context = evalContext as EvaluationContext;
  const statements = new Map<string, string>();
  for (const traversal of references(expression)) {
    const shown = innermostValue(traversal, context);
    if (!shown || statements.has(shown.text)) continue;
    const statement = describe(shown.value, extra ?? {});
    if (statement !== undefined) statements.set(shown.text, statement);
  }
  return [...statements]
    .sort(([a], [b]) => compareUtf8(a, b))
    .map(([traversal, statement]) => ({ traversal, statement }));
}

/** The longest part of a reference that has a value; a bare name says nothing. */
function innermostValue(
  traversal: Traversal,
  context: EvaluationContext,
): { readonly text: string; readonly value: Value } | undefined {
  for (let length = traversal.steps.length; length > 0; length--) {
    const part =
      length === traversal.steps.length ? traversal : { ...traversal, steps: traversal.steps.slice(0, length) };
    const value = context.valueOf(part);
    if (value) return { text: traversalText(part), value };
  }
  return undefined;
}

function describe(value: Value, extra: NonNullable<Diagnostic["extra"]>): string | undefined {
  const sensitive = value.hasMark("sensitive");
  const ephemeral = value.hasMark("ephemeral");
  for (const mark of value.marks) if (mark !== "sensitive" && mark !== "ephemeral") return undefined;
  // What is sensitive or unknown is told only where it is the cause; elsewhere it would mislead.
  if (sensitive && extra["causedBySensitive"] !== true) return undefined;
  if (ephemeral && extra["causedByEphemeral"] !== true && extra["causedBySensitive"] !== true) return undefined;
  if (sensitive && ephemeral) return "has an ephemeral, sensitive value";
  if (sensitive) return "has a sensitive value";
  if (ephemeral) return "has an ephemeral value";
  if (value.isKnown) return `is ${compactValue(value)}`;
  const causedByUnknown = extra["causedByUnknown"] === true;
  if (extra["hideUnknown"] === true) return undefined;
  if (value.type.kind === "dynamic") return causedByUnknown ? "will be known only after apply" : undefined;
  return `is a ${friendlyName(value.type)}${causedByUnknown ? ", known only after apply" : ""}`;
}

function compactValue(value: Value): string {
  if (value.isNull) return "null";
  const { type } = value;
  const name = friendlyName(type);
  switch (type.kind) {
    case "bool":
      return value.content === true ? "true" : "false";
    case "number":
      return tenDigits(value);
    case "string":
      return quoteGo(value.string);
    case "object": {
      const attributes = [...type.attributes.keys()];
      const [only] = attributes;
      if (only === undefined) return "object with no attributes";
      if (attributes.length === 1) return `object with 1 attribute ${quoteGo(only)}`;
      return `object with ${attributes.length} attributes`;
    }
    default: {
      const size = type.kind === "map" ? value.entries.size : value.elements.length;
      if (size === 0) return `empty ${name}`;
      return `${name} with ${size === 1 ? "1 element" : `${size} elements`}`;
    }
  }
}

/** Numbers are shown with ten significant digits, as Go's %g does. */
function tenDigits(value: Value): string {
  const exact = value.number.toString();
  if (/^-?\d{1,10}$/.test(exact)) return exact;
  const [mantissa = "", exponent = "0"] = Number(exact).toExponential(9).split("e");
  const power = Number(exponent);
  if (power < -4 || power >= 10) {
    const digits = mantissa.replace(/\.?0+$/, "");
    return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  return String(Number(Number(exact).toPrecision(10)));
}
