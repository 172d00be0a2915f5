/** Puts the diagnostics of providers, which know paths into values, at the places in the source those come from. */
import type { Diagnostic, Diagnostics } from "../../hcl/diagnostic.ts";
import type { SourceRange } from "../../hcl/source.ts";
import { startRange } from "../../hcl/start-range.ts";
import type { Attribute, Body, Expression } from "../../hcl/syntax.ts";
import { BigFloat } from "../lang/number.ts";
import { type PathStep, Value, type ValuePath } from "../lang/value.ts";
import type { BlockSchema, NestedBlockSchema, ProviderDiagnostic } from "../provider.ts";

export function locateDiagnostics(
  found: readonly ProviderDiagnostic[],
  body: Body | undefined,
  address: string | undefined,
  /** Told, it knows which blocks are elements of sets: those have no place of their own. */
  schema?: BlockSchema,
): Diagnostics {
  return found.map(
    ({ severity, summary, detail, path, nowhere, advice }): Diagnostic => ({
      severity,
      summary,
      detail,
      ...(body && !nowhere
        ? { subject: path && path.length > 0 ? rangeOfPath(body, path, schema) : body.endRange }
        : {}),
      ...(address === undefined || nowhere ? {} : { address }),
      ...(advice ? { extra: { advice } } : {}),
    }),
  );
}

// As Terraform finds places (tfdiags.ElaborateFromConfigBody): an index at the end is looked for in the attribute's own
// constructor; blocks are followed, by the last name too, when more than one step is left.
function rangeOfPath(body: Body, whole: ValuePath, schema?: BlockSchema): SourceRange {
  const path = schema ? throughSets(whole, schema) : whole;
  const last = path.at(-1);
  const hasIndex = last?.kind === "index" && path.length > 1;
  const steps = hasIndex ? path.slice(0, -1) : path;
  const inner = steps.length > 1 ? follow(body, steps) : body;
  const name = steps.at(-1);
  const attribute = name?.kind === "attribute" ? inner.attributes.get(name.name) : undefined;
  if (!attribute) return inner.endRange;
  return hasIndex ? rangeOfElement(attribute, last) : attribute.expression.range;
}

/** Providers of the older framework cannot name the elements of sets: their paths end at the set. */
function throughSets(path: ValuePath, schema: BlockSchema): ValuePath {
  let block: BlockSchema | undefined = schema;
  for (const [at, step] of path.entries()) {
    if (step.kind !== "attribute") continue;
    const nested: NestedBlockSchema | undefined = block?.blocks[step.name];
    const isSet = nested?.nesting === "set" || block?.attributes[step.name]?.type?.kind === "set";
    const next = path[at + 1];
    if (isSet && next && stepIndex(next) !== undefined) return path.slice(0, at + 1);
    block = nested?.block;
  }
  return path;
}

/** The deepest body that the steps lead to. */
function follow(body: Body, steps: ValuePath): Body {
  let at = body;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    if (step?.kind !== "attribute") return at;
    const next = steps[i + 1];
    const index = next?.kind === "index" ? next : undefined;
    if (index) i++;
    const blocks = at.blocks.filter(({ type }) => type === step.name);
    if (blocks.length === 0) continue;
    const block = index ? blocks[stepIndex(index) ?? -1] : blocks.length === 1 ? blocks[0] : undefined;
    if (!block) return at;
    at = block.body;
  }
  return at;
}

function rangeOfElement({ nameRange, expression }: Attribute, step: PathStep): SourceRange {
  const number = stepIndex(step);
  if (number !== undefined && expression.kind === "tuple") return expression.items[number]?.range ?? nameRange;
  const name = stepName(step);
  if (name === undefined || expression.kind !== "object") return expression.range;
  const item = expression.items.find(({ key, keyword }) => keyword === name || literalText(key) === name);
  return item ? startRange(item.value) : nameRange;
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
