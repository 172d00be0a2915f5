/**
 * Reads a body by a schema: which arguments and blocks it may have. Works for native and JSON bodies alike and reports
 * what is missing, unknown or wrongly labelled in HCL's words.
 */

import type { Diagnostic } from "./diagnostic.ts";
import { didYouMean } from "./did-you-mean.ts";
import { jsonAttribute, jsonBlocks } from "./json-body.ts";
import { quoteGo } from "./quote.ts";
import { printRange, rangeBetween, type SourceRange } from "./source.ts";
import type { Attribute, Block, Body } from "./syntax.ts";

export interface BodySchema {
  readonly attributes?: readonly { readonly name: string; readonly required?: boolean }[];
  readonly blocks?: readonly BlockHeader[];
}

export interface BlockHeader {
  readonly type: string;
  /** What each label is called in messages. */
  readonly labels?: readonly string[];
}

export interface BodyContent {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
  /** Where to point when something is missing. */
  readonly missingItemRange: SourceRange;
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything in the body must be in the schema. */
export function readBody(body: Body, schema: BodySchema): BodyContent {
  const { content, remaining } = readPartialBody(body, schema);
  if (body.isMerged) return content;
  const found = body.json
    ? unexpectedMembers(remaining, schema, content)
    : [...unexpectedAttributes(remaining, schema, content), ...unexpectedBlocks(remaining, schema)];
  return { ...content, diagnostics: [...content.diagnostics, ...found] };
}

/** Reads what the schema knows and leaves the rest as another body. */
export function readPartialBody(
  body: Body,
  schema: BodySchema,
): { readonly content: BodyContent; readonly remaining: Body } {
  return body.json ? readJson(body, schema) : readNative(body, schema);
}

/** All arguments of a body that must not have blocks. */
export function justAttributes(body: Body): Pick<BodyContent, "attributes" | "diagnostics"> {
  if (body.json) return jsonAttributes(body);
  const [block] = body.blocks;
  if (!block) return { attributes: body.attributes, diagnostics: [] };
  const unexpected: Diagnostic = {
    severity: "error",
    summary: `Unexpected ${quoteGo(block.type)} block`,
    detail: "Blocks are not allowed here.",
    subject: block.typeRange,
  };
  return { attributes: body.attributes, diagnostics: [unexpected] };
}

function jsonAttributes(body: Body): Pick<BodyContent, "attributes" | "diagnostics"> {
  const attributes = new Map<string, Attribute>();
  const diagnostics: Diagnostic[] = [];
  if (body.json?.arrayRange) {
    const detail = "A JSON object is required here, setting the arguments for this block.";
    const subject = body.json.arrayRange;
    return { attributes, diagnostics: [{ severity: "error", summary: "Incorrect JSON value type", detail, subject }] };
  }
  for (const member of body.json?.members ?? []) {
    if (member.name === "//") continue;
    const existing = attributes.get(member.name);
    if (existing) diagnostics.push(duplicate("Duplicate attribute definition", member, existing));
    else attributes.set(member.name, jsonAttribute(member));
  }
  return { attributes, diagnostics };
}

const duplicate = (
  summary: string,
  { name, nameRange }: { readonly name: string; readonly nameRange: SourceRange },
  existing: Attribute,
): Diagnostic => ({
  severity: "error",
  summary,
  detail: `The argument ${quoteGo(name)} was already set at ${printRange(existing.range)}.`,
  subject: nameRange,
});

function missingArguments(
  schema: BodySchema,
  given: ReadonlyMap<string, Attribute>,
  subject: SourceRange,
): Diagnostic[] {
  return (schema.attributes ?? [])
    .filter(({ name, required }) => required && !given.has(name))
    .map(({ name }) => ({
      severity: "error",
      summary: "Missing required argument",
      detail: `The argument ${quoteGo(name)} is required, but no definition was found.`,
      subject,
    }));
}

function readNative(body: Body, schema: BodySchema): { content: BodyContent; remaining: Body } {
  const attributes = new Map<string, Attribute>();
  for (const { name } of schema.attributes ?? []) {
    const attribute = body.attributes.get(name);
    if (attribute) attributes.set(name, attribute);
  }
  const missing = body.endRange;
  const diagnostics = missingArguments(schema, attributes, missing);
  const headers = new Map((schema.blocks ?? []).map((header) => [header.type, header]));
  const blocks: Block[] = [];
  const others: Block[] = [];
  for (const block of body.blocks) {
    const header = headers.get(block.type);
    if (!header) {
      others.push(block);
      continue;
    }
    const wrong = wrongLabels(block, header.labels ?? []);
    if (wrong) diagnostics.push(wrong);
    else blocks.push(block);
  }
  const rest = new Map([...body.attributes].filter(([name]) => !attributes.has(name)));
  return {
    content: { attributes, blocks, missingItemRange: missing, diagnostics },
    remaining: { ...body, attributes: rest, blocks: others },
  };
}

function wrongLabels(block: Block, names: readonly string[]): Diagnostic | undefined {
  const { type, labels, labelRanges, openBraceRange } = block;
  if (labels.length === names.length) return undefined;
  const context = rangeBetween(block.typeRange, openBraceRange);
  if (labels.length > names.length) {
    return {
      severity: "error",
      summary: `Extraneous label for ${type}`,
      detail:
        names.length === 0
          ? `No labels are expected for ${type} blocks.`
          : `Only ${names.length} labels (${names.join(", ")}) are expected for ${type} blocks.`,
      subject: labelRanges[names.length] as SourceRange,
      context,
    };
  }
  return {
    severity: "error",
    summary: `Missing ${names[labels.length]} for ${type}`,
    detail: `All ${type} blocks must have ${names.length} labels (${names.join(", ")}).`,
    subject: openBraceRange,
    context,
  };
}

function unexpectedAttributes(remaining: Body, schema: BodySchema, content: BodyContent): Diagnostic[] {
  const free = (schema.attributes ?? []).map(({ name }) => name).filter((name) => !content.attributes.has(name));
  return [...remaining.attributes.values()].map(({ name, nameRange }) => {
    const isBlock = schema.blocks?.some(({ type }) => type === name);
    const blockHint = isBlock ? ` Did you mean to define a block of type ${quoteGo(name)}?` : "";
    return {
      severity: "error",
      summary: "Unsupported argument",
      detail: `An argument named ${quoteGo(name)} is not expected here.${didYouMean(name, free) || blockHint}`,
      subject: nameRange,
    };
  });
}

function unexpectedBlocks(remaining: Body, schema: BodySchema): Diagnostic[] {
  const types = (schema.blocks ?? []).map(({ type }) => type);
  return remaining.blocks.map(({ type, typeRange }) => {
    const isArgument = schema.attributes?.some(({ name }) => name === type);
    const argumentHint = isArgument
      ? ` Did you mean to define argument ${quoteGo(type)}? If so, use the equals sign to assign it a value.`
      : "";
    return {
      severity: "error",
      summary: "Unsupported block type",
      detail: `Blocks of type ${quoteGo(type)} are not expected here.${didYouMean(type, types) || argumentHint}`,
      subject: typeRange,
    };
  });
}

function readJson(body: Body, schema: BodySchema): { content: BodyContent; remaining: Body } {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  const diagnostics: Diagnostic[] = [];
  const wanted = new Set((schema.attributes ?? []).map(({ name }) => name));
  const headers = new Map((schema.blocks ?? []).map((header) => [header.type, header]));
  const members = body.json?.members ?? [];
  for (const member of members) {
    const header = headers.get(member.name);
    const existing = attributes.get(member.name);
    if (existing) diagnostics.push(duplicate("Duplicate argument", member, existing));
    else if (wanted.has(member.name)) attributes.set(member.name, jsonAttribute(member));
    else if (header) blocks.push(...jsonBlocks(member, header.labels ?? [], diagnostics));
  }
  const missing = body.endRange;
  diagnostics.push(...missingArguments(schema, attributes, missing));
  const rest = members.filter(({ name }) => !wanted.has(name) && !headers.has(name));
  return {
    content: { attributes, blocks, missingItemRange: missing, diagnostics },
    remaining: { ...body, json: { members: rest } },
  };
}

function unexpectedMembers(remaining: Body, schema: BodySchema, content: BodyContent): Diagnostic[] {
  const free = (schema.attributes ?? []).map(({ name }) => name).filter((name) => !content.attributes.has(name));
  const names = [...free, ...(schema.blocks ?? []).map(({ type }) => type)];
  return (remaining.json?.members ?? [])
    .filter(({ name }) => name !== "//")
    .map(({ name, nameRange, value }) => ({
      severity: "error",
      summary: "Extraneous JSON object property",
      detail: `No argument or block type is named ${quoteGo(name)}.${didYouMean(name, names)}`,
      subject: nameRange,
      context: rangeBetween(nameRange, value.range),
    }));
}
