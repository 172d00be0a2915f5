/** Expressions in the `configuration` part of plan JSON: constants, or what they refer to. */
import { readPartialBody } from "../../hcl/body.ts";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { stepsText } from "../../hcl/static.ts";
import type { Block, Body, Expression, JsonValue } from "../../hcl/syntax.ts";
import { printKey } from "../addresses/instance-key.ts";
import { printResource } from "../addresses/resource.ts";
import { elementObject } from "../lang/body-content.ts";
import { evaluateConstant } from "../lang/evaluate.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { parseReference, type Reference } from "../lang/reference.ts";
import { compareUtf8, type ObjectType } from "../lang/type.ts";
import { expressionVariables } from "../lang/variables.ts";
import type { BlockSchema } from "../provider.ts";
import type { Json } from "../state/json.ts";
import { plainJson } from "./value-json.ts";

/** Leaves out what is undefined. */
export function members(record: Readonly<Record<string, Json | undefined>>): Json {
  return new Map(Object.entries(record).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** One level after the other, as the schema says; `dynamic` blocks are passed over. */
export function bodyJson(body: Body, schema: BlockSchema): ReadonlyMap<string, Json> {
  const result = new Map<string, Json>();
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const object = elementObject(attribute);
    const written = object ? body.blocks.filter(({ type }) => type === name) : [];
    if (object && written.length > 0) result.set(name, blocksAsValueJson(written, object));
  }
  const { attributes, blocks } = readPartialBody(body, {
    attributes: Object.keys(schema.attributes).map((name) => ({ name, required: false })),
    blocks: Object.entries(schema.blocks).map(([type, { nesting }]) => ({
      type,
      labels: nesting === "map" ? ["key"] : [],
    })),
  }).content;
  for (const [name, { expression }] of attributes) result.set(name, expressionJson(expression));
  for (const block of blocks) {
    const nested = schema.blocks[block.type];
    if (!nested) continue;
    const inner = bodyJson(block.body, nested.block);
    const known = result.get(block.type);
    if (nested.nesting === "single" || nested.nesting === "group") result.set(block.type, inner);
    else if (nested.nesting === "map") {
      const entries = new Map(known instanceof Map ? (known as ReadonlyMap<string, Json>) : []);
      result.set(block.type, entries.set(block.labels[0] ?? "", inner));
    } else result.set(block.type, [...((known as readonly Json[] | undefined) ?? []), inner]);
  }
  return new Map([...result].sort(([a], [b]) => compareUtf8(a, b)));
}

/** An attribute whose objects are written as blocks is told as if it were written as a list. */
function blocksAsValueJson(blocks: readonly Block[], { attributes }: ObjectType): Json {
  const names = [...attributes.keys()].sort(compareUtf8);
  const parts = blocks.map(({ body }) =>
    names.map((name) => {
      const expression = body.attributes.get(name)?.expression;
      return [name, expression ? (expressionJson(expression) as ReadonlyMap<string, Json>) : undefined] as const;
    }),
  );
  const told = parts.flat().flatMap(([, json]) => (json ? [json] : []));
  const references = told.flatMap((json) => (json.get("references") as readonly Json[] | undefined) ?? []);
  if (references.length > 0) return members({ references });
  if (told.some((json) => !json.has("constant_value"))) return members({});
  const objects = parts.map((part) => new Map(part.map(([name, json]) => [name, json?.get("constant_value") ?? null])));
  return members({ constant_value: objects });
}

/** A constant, or what is referred to: every prefix of a reference down to its subject. */
export function expressionJson(expression: Expression): Json {
  const references = expressionVariables(expression).flatMap((traversal) => {
    const { reference } = parseReference(traversal);
    return reference ? referenceTexts(reference) : [];
  });
  // What looks for constants takes strings of JSON as they are written.
  if (expression.kind === "json") {
    const constant_value = literalJson(expression.json);
    return members({ constant_value, references: references.length > 0 ? references : undefined });
  }
  if (references.length > 0) return members({ references });
  if (callsFunction(expression)) return members({});
  const diagnostics: Parameters<typeof evaluateConstant>[1] = [];
  const value = evaluateConstant(expression, diagnostics);
  const constant = hasErrors(diagnostics) || !isWhollyKnown(value) ? undefined : plainJson(value);
  return members({ constant_value: constant });
}

function literalJson(json: JsonValue): Json {
  switch (json.kind) {
    case "array":
      return json.items.map(literalJson);
    case "object":
      return new Map(
        json.members
          .map(({ name, value }) => [name, literalJson(value)] as const)
          .sort(([a], [b]) => compareUtf8(a, b)),
      );
    case "string":
      return json.text;
    default:
      return plainJson(evaluateConstant({ kind: "json", json, range: json.range }, [])) ?? null;
  }
}

/** Functions are unknown to what looks for constants. */
function callsFunction(expression: Expression): boolean {
  if (expression.kind === "function-call") return true;
  return Object.values(expression as unknown as Record<string, unknown>).some(containsCall);
}

function containsCall(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(containsCall);
  if (part === null || typeof part !== "object") return false;
  if ((part as { kind?: unknown }).kind === "function-call") return true;
  return Object.entries(part).some(([name, inner]) => name !== "range" && containsCall(inner));
}

function referenceTexts({ subject, remaining }: Reference): readonly string[] {
  const name = subjectText(subject);
  const texts: string[] = [];
  for (let length = remaining.length; length > 0; length--) texts.push(name + stepsText(remaining.slice(0, length)));
  texts.push(name);
  if (subject.kind === "module-instance") texts.push(`module.${subject.name}`);
  if (subject.kind === "resource-instance" && subject.key !== undefined) texts.push(printResource(subject.resource));
  if (subject.kind === "module-output") texts.push(`module.${subject.name}${printKey(subject.key)}`);
  return texts;
}

function subjectText(subject: Reference["subject"]): string {
  switch (subject.kind) {
    case "resource":
      return printResource(subject.resource);
    case "resource-instance":
      return printResource(subject.resource) + printKey(subject.key);
    case "module":
      return `module.${subject.name}`;
    case "module-instance":
      return `module.${subject.name}${printKey(subject.key)}`;
    case "module-output":
      return `module.${subject.name}${printKey(subject.key)}.${subject.output}`;
    case "self":
      return "self";
    case "variable":
      return `var.${subject.name}`;
    default:
      return `${subject.kind}.${subject.name}`;
  }
}
