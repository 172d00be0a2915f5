/** Bodies read by schemas written in short: argument names, and label names by block type. */
import {
  justAttributes as attributesOf,
  type BodySchema as HclSchema,
  readBody,
  readPartialBody,
} from "../../hcl/body.ts";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Attribute, Block, Body } from "../../hcl/syntax.ts";

export interface BodySchema {
  readonly attributes?: Readonly<Record<string, { readonly required?: boolean }>>;
  /** Names of the labels by block type. */
  readonly blocks?: Readonly<Record<string, readonly string[]>>;
}

export interface BodyContent {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
  /** What the schema does not speak of. */
  readonly remain: Body;
}

const hclSchemas = new WeakMap<BodySchema, HclSchema>();

function hclSchema(schema: BodySchema): HclSchema {
  let known = hclSchemas.get(schema);
  if (!known) {
    known = {
      attributes: Object.entries(schema.attributes ?? {}).map(([name, { required = false }]) => ({ name, required })),
      blocks: Object.entries(schema.blocks ?? {}).map(([type, labels]) => ({ type, labels })),
    };
    hclSchemas.set(schema, known);
  }
  return known;
}

/** Everything in the body must be in the schema. */
export function bodyContent(body: Body, schema: BodySchema, diagnostics: Diagnostic[]): Omit<BodyContent, "remain"> {
  const content = readBody(body, hclSchema(schema));
  diagnostics.push(...content.diagnostics);
  return content;
}

/** What is not in the schema is left for others. */
export function partialContent(body: Body, schema: BodySchema, diagnostics: Diagnostic[]): BodyContent {
  const { content, remaining } = readPartialBody(body, hclSchema(schema));
  diagnostics.push(...content.diagnostics);
  return { ...content, remain: remaining };
}

/** A body that may hold arguments of any name and no blocks. */
export function justAttributes(body: Body, diagnostics: Diagnostic[]): ReadonlyMap<string, Attribute> {
  const content = attributesOf(body);
  diagnostics.push(...content.diagnostics);
  return content.attributes;
}

/** The same body with the arguments and blocks of another one added, as the `_` escape block adds them. */
export function mergeBodies(body: Body, other: Body): Body {
  const json = body.json || other.json;
  return {
    ...body,
    attributes: new Map([...body.attributes, ...other.attributes]),
    blocks: [...body.blocks, ...other.blocks],
    ...(json ? { json: { members: [...(body.json?.members ?? []), ...(other.json?.members ?? [])] } } : {}),
  };
}
