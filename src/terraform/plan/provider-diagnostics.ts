/** Puts the diagnostics of providers, which know paths into values, at the places in the source those come from. */
import type { Diagnostic, Diagnostics } from "../../hcl/diagnostic.ts";
import type { SourceRange } from "../../hcl/source.ts";
import type { Body, Expression } from "../../hcl/syntax.ts";
import { BigFloat } from "../lang/number.ts";
import { type PathStep, Value, type ValuePath } from "../lang/value.ts";
import type { BlockSchema, ProviderDiagnostic } from "../provider.ts";

export function locateDiagnostics(
  found: readonly ProviderDiagnostic[],
  body: Body | undefined,
  address: string | undefined,
  /** Told, it knows which blocks are elements of sets: those have no place of their own. */
  schema?: BlockSchema,
): Diagnostics {
  return found.map(
    ({ severity, summary, detail, path, advice }): Diagnostic => ({
      severity,
      summary,
      detail,
      ...(body ? { subject: path && path.length > 0 ? rangeOfPath(body, path, schema) : body.endRange } : {}),
      ...(address === undefined ? {} : { address }),
      ...(advice ? { extra: { advice } } : {}),
    }),
  );
}

function rangeOfPath(body: Body, path: ValuePath, schema?: BlockSchema): SourceRange {
  const [first, ...rest] = path;
  const name = first && stepName(first);
  if (name === undefined) return body.endRange;
  const attribute = body.attributes.get(name);
  if (attribute) return rangeInExpression(attribute.expression, rest);
  const blocks = body.blocks.filter(({ type }) => type === name);
  const [index, ...inner] = rest;
  const nested = schema?.blocks[name];
  if (nested?.nesting === "set") return body.endRange;
  const number = index && stepIndex(index);
  if (number !== undefined) {
    const block = blocks[number];
    return block ? rangeOfPath(block.body, inner, nested?.block) : body.endRange;
  }
  const [block] = blocks;
  return block ? rangeOfPath(block.body, rest, nested?.block) : body.endRange;
}

/** Follows a path into the constructor of an object or tuple as far as it is written there. */
function rangeInExpression(expression: Expression, path: ValuePath): SourceRange {
  const [first, ...rest] = path;
  if (!first) return expression.range;
  if (expression.kind === "object") {
    const name = stepName(first);
    const item = expression.items.find(({ key, keyword }) => keyword === name || literalText(key) === name);
    if (item) return rangeInExpression(item.value, rest);
  }
  if (expression.kind === "tuple") {
    const item = expression.items[stepIndex(first) ?? -1];
    if (item) return rangeInExpression(item, rest);
  }
  return expression.range;
}

function literalText(expression: Expression): string | undefined {
  if (expression.kind === "literal" && expression.value.type === "string") return expression.value.text;
  const [only] = expression.kind === "template" && expression.parts.length === 1 ? expression.parts : [];
  return only ? literalText(only) : undefined;
}

function stepName(step: PathStep): string | undefined {
  if (step.kind === "attribute") return step.name;
  const key = plainKey(step.key);
  return typeof key === "string" ? key : undefined;
}

function stepIndex(step: PathStep): number | undefined {
  if (step.kind === "attribute") return undefined;
  const key = plainKey(step.key);
  return typeof key === "number" ? key : undefined;
}

function plainKey(key: string | number | Value): string | number | undefined {
  if (!(key instanceof Value)) return key;
  if (typeof key.content === "string") return key.content;
  return key.content instanceof BigFloat ? key.content.toSafeInteger() : undefined;
}
