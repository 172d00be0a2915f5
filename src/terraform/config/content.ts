/**
 * Reads a body by a schema: which arguments and blocks it has, what is missing and what does not belong there. The
 * words are HCL's. For a body of the JSON syntax the schema decides what is a block.
 */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { rangeBetween, type SourceRange } from "../../hcl/source.ts";
import type { Attribute, Block, Body } from "../../hcl/syntax.ts";
import { suggestion } from "../lang/suggest.ts";
import { jsonContent, jsonExtraneous, jsonHide, jsonJustAttributes } from "./json-content.ts";

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

/** Everything in the body must be in the schema. */
export function bodyContent(body: Body, schema: BodySchema, diagnostics: Diagnostic[]): BodyContent {
  const content = partialContent(body, schema, diagnostics);
  if (body.json) jsonExtraneous(content.remain, schema, content, diagnostics);
  else extraneous(content.remain, schema, content, diagnostics);
  return content;
}

/** What is not in the schema is left for others. */
export function partialContent(body: Body, schema: BodySchema, diagnostics: Diagnostic[]): BodyContent {
  if (body.json) {
    const { attributes, blocks } = jsonContent(body.json, schema, diagnostics);
    requireAttributes(body, schema, attributes, diagnostics);
    return { attributes, blocks, remain: jsonHide(body, schema) };
  }
  const isWanted = (name: string): boolean => schema.attributes !== undefined && Object.hasOwn(schema.attributes, name);
  const attributes = new Map([...body.attributes].filter(([name]) => isWanted(name)));
  const labelsOf = (block: Block): readonly string[] | undefined =>
    schema.blocks && Object.hasOwn(schema.blocks, block.type) ? schema.blocks[block.type] : undefined;
  requireAttributes(body, schema, attributes, diagnostics);
  const blocks = body.blocks.filter((block) => {
    const labels = labelsOf(block);
    return labels && labelsFit(block, labels, diagnostics);
  });
  const remain: Body = {
    ...body,
    attributes: new Map([...body.attributes].filter(([name]) => !isWanted(name))),
    blocks: body.blocks.filter((block) => !labelsOf(block)),
  };
  return { attributes, blocks, remain };
}

/** A body that may hold arguments of any name and no blocks. */
export function justAttributes(body: Body, diagnostics: Diagnostic[]): ReadonlyMap<string, Attribute> {
  if (body.json) return jsonJustAttributes(body.json, diagnostics);
  const [block] = body.blocks;
  if (block) {
    const subject = block.typeRange;
    diagnostics.push(errorAt(subject, `Unexpected "${block.type}" block`, "Blocks are not allowed here."));
  }
  return body.attributes;
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

function requireAttributes(
  body: Body,
  schema: BodySchema,
  attributes: ReadonlyMap<string, Attribute>,
  diagnostics: Diagnostic[],
): void {
  for (const [name, { required }] of Object.entries(schema.attributes ?? {})) {
    if (!required || attributes.has(name)) continue;
    const detail = `The argument "${name}" is required, but no definition was found.`;
    diagnostics.push(errorAt(body.endRange, "Missing required argument", detail));
  }
}

function labelsFit(block: Block, names: readonly string[], diagnostics: Diagnostic[]): boolean {
  const { type, labels, labelRanges } = block;
  const context = rangeBetween(block.typeRange, block.openBraceRange);
  if (labels.length > names.length) {
    const detail =
      names.length === 0
        ? `No labels are expected for ${type} blocks.`
        : `Only ${names.length} labels (${names.join(", ")}) are expected for ${type} blocks.`;
    const subject = labelRanges[names.length] as SourceRange;
    diagnostics.push(errorAt(subject, `Extraneous label for ${type}`, detail, context));
    return false;
  }
  if (labels.length < names.length) {
    const detail = `All ${type} blocks must have ${names.length} labels (${names.join(", ")}).`;
    const summary = `Missing ${names[labels.length]} for ${type}`;
    diagnostics.push(errorAt(block.openBraceRange, summary, detail, context));
    return false;
  }
  return true;
}

function extraneous(remain: Body, schema: BodySchema, content: BodyContent, diagnostics: Diagnostic[]): void {
  const attributeNames = Object.keys(schema.attributes ?? {});
  const blockTypes = Object.keys(schema.blocks ?? {});
  for (const { name, nameRange } of remain.attributes.values()) {
    const near = suggestion(
      name,
      attributeNames.filter((candidate) => !content.attributes.has(candidate)),
    );
    let hint = near ? ` Did you mean "${near}"?` : "";
    if (!near && blockTypes.includes(name)) hint = ` Did you mean to define a block of type "${name}"?`;
    const detail = `An argument named "${name}" is not expected here.${hint}`;
    diagnostics.push(errorAt(nameRange, "Unsupported argument", detail));
  }
  for (const { type, typeRange } of remain.blocks) {
    const near = suggestion(type, blockTypes);
    let hint = near ? ` Did you mean "${near}"?` : "";
    if (!near && attributeNames.includes(type)) {
      hint = ` Did you mean to define argument "${type}"? If so, use the equals sign to assign it a value.`;
    }
    const detail = `Blocks of type "${type}" are not expected here.${hint}`;
    diagnostics.push(errorAt(typeRange, "Unsupported block type", detail));
  }
}
