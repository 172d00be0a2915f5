/**
 * What a body says under a provider's schema before anything is evaluated: its arguments and blocks, and the names its
 * expressions refer to. Attributes that hold objects may be written as blocks, as Terraform allows for the old SDK's sake.
 */
import { type BodyContent, readBody } from "../../hcl/body.ts";
import type { Body, Expression, Traversal } from "../../hcl/syntax.ts";
import type { AttributeSchema, BlockSchema } from "../provider.ts";
import { compareUtf8, type ObjectType } from "./type.ts";
import { expressionVariables } from "./variables.ts";

type Visit = (traversal: Traversal) => void;

/** Found once, for all instances and all walks. */
interface ReadBody {
  readonly schema: BlockSchema;
  readonly content: BodyContent;
  traversals: readonly Traversal[] | undefined;
}

const readBodies = new WeakMap<Body, ReadBody>();

export const contentOf = (body: Body, schema: BlockSchema): BodyContent => readOnce(body, schema).content;

function readOnce(body: Body, schema: BlockSchema): ReadBody {
  let read = readBodies.get(body);
  if (read?.schema !== schema) {
    read = { schema, content: readBody(body, bodySchema(body, schema)), traversals: undefined };
    readBodies.set(body, read);
  }
  return read;
}

/** The references in a body, repetitions included; names that `dynamic` blocks define are not among them. */
export function traversalsIn(body: Body, schema: BlockSchema): readonly Traversal[] {
  const read = readOnce(body, schema);
  if (!read.traversals) {
    const found: Traversal[] = [];
    collect(body, schema, new Set(), (traversal) => found.push(traversal));
    read.traversals = found;
  }
  return read.traversals;
}

function collect(body: Body, schema: BlockSchema, local: ReadonlySet<string>, visit: Visit): void {
  const { attributes, blocks } = contentOf(body, schema);
  for (const { expression } of attributes.values()) visitAll(expression, local, visit);
  for (const block of blocks) {
    const type = block.type === "dynamic" ? (block.labels[0] as string) : block.type;
    const nested = nestedSchema(schema, type);
    if (!nested) continue;
    if (block.type !== "dynamic") {
      collect(block.body, nested, local, visit);
      continue;
    }
    const { attributes: own, blocks: contents } = readBody(block.body, {
      attributes: [{ name: "for_each" }, { name: "iterator" }, { name: "labels" }],
      blocks: [{ type: "content" }],
    });
    const forEach = own.get("for_each");
    if (forEach) visitAll(forEach.expression, local, visit);
    const iterator = own.get("iterator")?.expression;
    const name = iterator?.kind === "scope-traversal" ? iterator.traversal.root : type;
    const inner = new Set([...local, name]);
    const labels = own.get("labels");
    if (labels) visitAll(labels.expression, inner, visit);
    for (const content of contents) collect(content.body, nested, inner, visit);
  }
}

function visitAll(expression: Expression, local: ReadonlySet<string>, visit: Visit): void {
  for (const traversal of expressionVariables(expression)) if (!local.has(traversal.root)) visit(traversal);
}

/** The objects in a list or set attribute may be written as blocks of the attribute's name. */
export function elementObject({ type }: AttributeSchema): ObjectType | undefined {
  return type && (type.kind === "list" || type.kind === "set") && type.element.kind === "object"
    ? type.element
    : undefined;
}

const objectSchemas = new WeakMap<ObjectType, BlockSchema>();

/** A schema of optional arguments for such blocks. */
export function schemaOfObject(type: ObjectType): BlockSchema {
  let schema = objectSchemas.get(type);
  if (!schema) {
    const attributes = Object.fromEntries([...type.attributes].map(([name, t]) => [name, { type: t, optional: true }]));
    schema = { attributes, blocks: {} };
    objectSchemas.set(type, schema);
  }
  return schema;
}

/** Of the blocks of that name; undefined when there may be none. */
export function nestedSchema(schema: BlockSchema, name: string): BlockSchema | undefined {
  if (Object.hasOwn(schema.blocks, name)) return schema.blocks[name]?.block;
  const attribute = Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined;
  const object = attribute && elementObject(attribute);
  return object && schemaOfObject(object);
}

const sorted = (record: Readonly<Record<string, unknown>>): string[] => Object.keys(record).sort(compareUtf8);

/** Which attributes are written as blocks in this body. */
function asBlocks(body: Body, schema: BlockSchema): ReadonlySet<string> {
  const names = new Set<string>();
  const written = new Set<string>();
  for (const { type, labels } of body.blocks) written.add(type === "dynamic" ? (labels[0] ?? "") : type);
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    if (elementObject(attribute) && (written.has(name) || isJsonBlocks(body, name))) names.add(name);
  }
  return names;
}

function isJsonBlocks(body: Body, name: string): boolean {
  const dynamic = body.json?.members.find((member) => member.name === "dynamic")?.value;
  return dynamic?.kind === "object" && dynamic.members.some((member) => member.name === name);
}

function bodySchema(body: Body, schema: BlockSchema): Parameters<typeof readBody>[1] {
  const blocks = asBlocks(body, schema);
  return {
    attributes: sorted(schema.attributes)
      .filter((name) => !blocks.has(name))
      .map((name) => ({ name, required: schema.attributes[name]?.required === true })),
    blocks: [
      ...[...sorted(schema.blocks), ...blocks].map((type) => ({
        type,
        labels: schema.blocks[type]?.nesting === "map" ? ["key"] : [],
      })),
      { type: "dynamic", labels: ["type"] },
    ],
  };
}
