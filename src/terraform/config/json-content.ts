/** Reads a JSON body by a schema: a property is an argument or one or more blocks as the schema says. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange, rangeBetween, type SourceRange } from "../../hcl/source.ts";
import type { Attribute, Block, Body, JsonObject, JsonValue } from "../../hcl/syntax.ts";
import { suggestion } from "../lang/suggest.ts";
import type { BodySchema } from "./content.ts";

type Member = JsonObject["members"][number];

/** A property of this name is a comment. */
const COMMENT = "//";

export function jsonContent(
  json: JsonObject,
  schema: BodySchema,
  diagnostics: Diagnostic[],
): { attributes: Map<string, Attribute>; blocks: Block[] } {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (const member of json.members) {
    const labels = schema.blocks && Object.hasOwn(schema.blocks, member.name) ? schema.blocks[member.name] : undefined;
    if (schema.attributes && Object.hasOwn(schema.attributes, member.name)) {
      addAttribute(attributes, member, "Duplicate argument", diagnostics);
    } else if (labels) {
      unpackBlocks(member, member.value, labels, [], blocks, diagnostics);
    }
  }
  return { attributes, blocks };
}

function addAttribute(
  attributes: Map<string, Attribute>,
  member: Member,
  duplicate: string,
  diagnostics: Diagnostic[],
): void {
  const { name, nameRange, value } = member;
  const existing = attributes.get(name);
  if (existing) {
    const detail = `The argument "${name}" was already set at ${printRange(existing.range)}.`;
    diagnostics.push(errorAt(nameRange, duplicate, detail, rangeOf(member)));
    return;
  }
  const expression = { kind: "json", json: value, range: value.range } as const;
  attributes.set(name, { name, nameRange, expression, range: rangeOf(member) });
}

const rangeOf = ({ nameRange, value }: Member): SourceRange => rangeBetween(nameRange, value.range);

/** What the schema does not speak of. */
export function jsonHide(body: Body, schema: BodySchema): Body {
  const members = (body.json?.members ?? []).filter(
    ({ name }) =>
      !(schema.attributes && Object.hasOwn(schema.attributes, name)) &&
      !(schema.blocks && Object.hasOwn(schema.blocks, name)),
  );
  return { ...body, json: { members } };
}

export function jsonExtraneous(
  remain: Body,
  schema: BodySchema,
  content: { readonly attributes: ReadonlyMap<string, Attribute> },
  diagnostics: Diagnostic[],
): void {
  const names = [
    ...Object.keys(schema.attributes ?? {}).filter((name) => !content.attributes.has(name)),
    ...Object.keys(schema.blocks ?? {}),
  ];
  for (const member of remain.json?.members ?? []) {
    if (member.name === COMMENT) continue;
    const near = suggestion(member.name, names);
    const hint = near ? ` Did you mean "${near}"?` : "";
    const detail = `No argument or block type is named "${member.name}".${hint}`;
    diagnostics.push(errorAt(member.nameRange, "Extraneous JSON object property", detail, rangeOf(member)));
  }
}

export function jsonJustAttributes(json: JsonObject, diagnostics: Diagnostic[]): ReadonlyMap<string, Attribute> {
  const attributes = new Map<string, Attribute>();
  for (const member of json.members) {
    if (member.name !== COMMENT) addAttribute(attributes, member, "Duplicate attribute definition", diagnostics);
  }
  return attributes;
}

interface Label {
  readonly name: string;
  readonly range: SourceRange;
}

function unpackBlocks(
  member: Member,
  value: JsonValue,
  labelNames: readonly string[],
  labels: readonly Label[],
  blocks: Block[],
  diagnostics: Diagnostic[],
): void {
  const [labelName, ...rest] = labelNames;
  if (labelName === undefined) {
    unpackBodies(member, value, labels, blocks, diagnostics);
    return;
  }
  const members = labelMembers(value, labelName, diagnostics);
  if (members?.length === 0 && value.kind !== "null") {
    const detail = `At least one object property is required, whose name represents the ${member.name} block's ${labelName}.`;
    diagnostics.push(errorAt(startOf(value), "Missing block label", detail));
    return;
  }
  for (const { name, nameRange, value: inner } of members ?? []) {
    if (name === COMMENT) continue;
    unpackBlocks(member, inner, rest, [...labels, { name, range: nameRange }], blocks, diagnostics);
  }
}

/** The properties whose names are labels; an array of objects counts as one object. */
function labelMembers(value: JsonValue, labelName: string, diagnostics: Diagnostic[]): Member[] | undefined {
  if (value.kind === "null") return [];
  if (value.kind === "object") return [...value.members];
  if (value.kind !== "array") {
    const detail = `Either a JSON object or JSON array of objects is required here, to specify ${labelName} labels for this block.`;
    diagnostics.push(errorAt(startOf(value), "Incorrect JSON value type", detail));
    return undefined;
  }
  const members: Member[] = [];
  for (const item of value.items) {
    if (item.kind === "object") members.push(...item.members);
    else {
      const detail = `A JSON object is required here, to specify ${labelName} labels for this block.`;
      diagnostics.push(errorAt(startOf(item), "Incorrect JSON value type", detail));
    }
  }
  return members;
}

function unpackBodies(
  { name, nameRange }: Member,
  value: JsonValue,
  labels: readonly Label[],
  blocks: Block[],
  diagnostics: Diagnostic[],
): void {
  if (value.kind === "null") return;
  if (value.kind !== "object" && value.kind !== "array") {
    const detail = `Either a JSON object or a JSON array is required, representing the contents of one or more "${name}" blocks.`;
    diagnostics.push(errorAt(startOf(value), "Incorrect JSON value type", detail));
    return;
  }
  for (const item of value.kind === "array" ? value.items : [value]) {
    if (item.kind === "null") continue;
    const members = bodyMembers(item, diagnostics);
    const open = startOf(item);
    const end = { ...item.range, start: item.range.end };
    blocks.push({
      type: name,
      typeRange: nameRange,
      labels: labels.map((label) => label.name),
      labelRanges: labels.map((label) => label.range),
      openBraceRange: open,
      closeBraceRange: end,
      headerRange: open,
      body: { kind: "body", attributes: new Map(), blocks: [], range: item.range, endRange: end, json: { members } },
    });
  }
}

/** The properties of a block's body; an array of objects counts as one object. */
function bodyMembers(value: JsonValue, diagnostics: Diagnostic[]): readonly Member[] {
  if (value.kind === "object") return value.members;
  const items = value.kind === "array" ? value.items : [value];
  return items.flatMap((item) => {
    if (item.kind === "object") return item.members;
    const what = value.kind === "array" ? "A JSON object" : "Either a JSON object or JSON array of objects";
    const detail = `${what} is required here, to define arguments and child blocks.`;
    diagnostics.push(errorAt(startOf(item), "Incorrect JSON value type", detail));
    return [];
  });
}

const startOf = (value: JsonValue): SourceRange =>
  value.kind === "object" || value.kind === "array" ? value.openRange : value.range;
