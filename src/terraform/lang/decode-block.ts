/**
 * Reads a body by a provider's schema into the object that the provider is given: arguments evaluated and converted,
 * nested blocks as single objects, lists, sets or maps, `dynamic` blocks expanded. Attributes that hold objects may be
 * written as blocks, as Terraform allows for the old SDK's sake.
 */
import { type BodyContent, readBody } from "../../hcl/body.ts";
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { printRange, rangeBetween } from "../../hcl/source.ts";
import type { Attribute, Body } from "../../hcl/syntax.ts";
import { attributeType, blockType, emptyBlock } from "../plan/schema-type.ts";
import type { AttributeSchema, BlockSchema, NestedAttributes, NestedBlockSchema } from "../provider.ts";
import { ConversionError, convert } from "./convert.ts";
import { type DecodedBlock, expandBlocks } from "./dynamic-block.ts";
import { evaluateExpression } from "./evaluate.ts";
import { Evaluation, type Frame } from "./evaluation.ts";
import { hasDynamicTypes, withoutOptional } from "./friendly-type.ts";
import { parseReference, type Reference } from "./reference.ts";
import type { Scope } from "./scope.ts";
import { listOfValues, mapOfValues, setValue } from "./set.ts";
import { compareUtf8, listOf, mapOf, type ObjectType, objectOf, setOf, type Type, typesEqual } from "./type.ts";
import { type Mark, nullValue, objectValue, tupleValue, unknownValue, Value } from "./value.ts";
import { expressionVariables } from "./variables.ts";

export interface DecodedBody {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/** The value of a body; unknown as a whole when a reference in it is wrong. */
export function decodeBlock(body: Body, schema: BlockSchema, scope: Scope): DecodedBody {
  const evaluation = new Evaluation(scope);
  checkReferences(body, schema, evaluation);
  if (hasErrors(evaluation.diagnostics)) {
    return { value: unknownValue(blockType(schema)), diagnostics: evaluation.diagnostics };
  }
  const value = new BlockDecoder(evaluation).decode(body, schema, undefined);
  return { value, diagnostics: evaluation.diagnostics };
}

/** References are all checked before anything is evaluated, as in a single expression. */
function checkReferences(body: Body, schema: BlockSchema, evaluation: Evaluation): void {
  const references: Reference[] = [];
  const { scope, diagnostics } = evaluation;
  collect(body, schema, new Set(), (traversal) => {
    const parsed = parseReference(traversal, scope.testing);
    diagnostics.push(...parsed.diagnostics);
    if (parsed.reference) references.push(parsed.reference);
  });
  diagnostics.push(...(scope.validate?.(references) ?? []));
  if (hasErrors(diagnostics)) return;
  for (const reference of references) evaluation.resolve(reference);
}

type Visit = (traversal: ReturnType<typeof expressionVariables>[number]) => void;

function collect(body: Body, schema: BlockSchema, local: ReadonlySet<string>, visit: Visit): void {
  const { attributes, blocks } = readBody(body, bodySchema(body, schema));
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

function visitAll(expression: Attribute["expression"], local: ReadonlySet<string>, visit: Visit): void {
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
function schemaOfObject(type: ObjectType): BlockSchema {
  let schema = objectSchemas.get(type);
  if (!schema) {
    const attributes = Object.fromEntries([...type.attributes].map(([name, t]) => [name, { type: t, optional: true }]));
    schema = { attributes, blocks: {} };
    objectSchemas.set(type, schema);
  }
  return schema;
}

function nestedSchema(schema: BlockSchema, name: string): BlockSchema | undefined {
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

class BlockDecoder {
  readonly #evaluation: Evaluation;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  decode(body: Body, schema: BlockSchema, frame: Frame | undefined): Value {
    const content = readBody(body, bodySchema(body, schema));
    this.#evaluation.diagnostics.push(...content.diagnostics);
    const blocks = expandBlocks(content, this.#evaluation, frame, (type) => nestedSchema(schema, type) !== undefined);
    const type = blockType(schema);
    const values = new Map<string, Value>();
    let asDeclared = true;
    for (const [name, declared] of type.attributes) {
      const value = this.#member(name, schema, content, blocks, frame);
      asDeclared &&= value.type === declared || typesEqual(value.type, declared);
      values.set(name, value);
    }
    return asDeclared ? new Value(type, values) : objectValue(values);
  }

  #member(
    name: string,
    schema: BlockSchema,
    content: BodyContent,
    blocks: readonly DecodedBlock[],
    frame: Frame | undefined,
  ): Value {
    const nested = Object.hasOwn(schema.blocks, name) ? schema.blocks[name] : undefined;
    const own = blocks.filter((block) => block.type === name);
    if (nested) return this.#nestedBlocks(name, nested, own, content);
    const attribute = schema.attributes[name] as AttributeSchema;
    const given = content.attributes.get(name);
    if (given) return this.#attribute(given, attribute, frame);
    if (own.length > 0) return this.#attributeFromBlocks(attribute, own);
    return nullValue(attributeType(attribute));
  }

  #attribute({ name, nameRange, expression }: Attribute, schema: AttributeSchema, frame: Frame | undefined): Value {
    const mark = this.#evaluation.mark();
    const value = evaluateExpression(expression, this.#evaluation, frame);
    const type = schema.nested ? constraintOf(schema.nested) : attributeType(schema);
    if (this.#evaluation.failedSince(mark)) return unknownValue(withoutOptional(type));
    try {
      return convert(value, type);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      const detail = `Inappropriate value for attribute ${JSON.stringify(name)}: ${error.message}.`;
      this.#evaluation.error("Incorrect attribute value type", detail, expression.range, frame, {
        context: rangeBetween(nameRange, expression.range),
        expression,
      });
      return unknownValue(withoutOptional(type));
    }
  }

  #attributeFromBlocks(schema: AttributeSchema, blocks: readonly DecodedBlock[]): Value {
    const type = attributeType(schema) as Extract<Type, { element: Type }>;
    if (blocks.some(({ unknown }) => unknown)) return unknownValue(type);
    const inner = schemaOfObject(type.element as ObjectType);
    const marks = marksOf(blocks);
    const elements = blocks.map(({ body, frame }) => this.decode(body, inner, frame));
    const made = type.kind === "set" ? setValue(type.element, elements) : listOfValues(elements, type.element);
    return made.withMarks(marks);
  }

  #nestedBlocks(name: string, nested: NestedBlockSchema, blocks: readonly DecodedBlock[], content: BodyContent): Value {
    const type = blockType(nested.block);
    const isUnknown = blocks.some(({ unknown }) => unknown);
    if (!this.#countFits(name, nested, blocks, content, isUnknown)) return unknownOf(nested, type);
    if (nested.nesting === "single" || nested.nesting === "group") return this.#single(name, nested, blocks, content);
    if (isUnknown) {
      // What is inside is still checked, with nothing known about the iterator.
      for (const { body, frame } of blocks) this.decode(body, nested.block, frame);
      return unknownOf(nested, type);
    }
    const marks = marksOf(blocks);
    const values = blocks.map(({ body, frame }) => this.decode(body, nested.block, frame));
    return this.#collect(name, nested, blocks, values, type).withMarks(marks);
  }

  #collect(
    name: string,
    { nesting }: NestedBlockSchema,
    blocks: readonly DecodedBlock[],
    values: readonly Value[],
    type: ObjectType,
  ): Value {
    if (nesting === "set") return setValue(type, values);
    const open = hasDynamicTypes(type);
    if (nesting === "list") return open ? tupleValue(values) : listOfValues(values, type);
    const entries = new Map<string, Value>();
    for (const [i, { labels, headerRange }] of blocks.entries()) {
      const key = labels[0] as string;
      if (entries.has(key)) {
        const detail = `A block of type ${JSON.stringify(name)} labeled ${JSON.stringify(key)} was already defined. Labels must be unique for blocks of this type.`;
        this.#evaluation.error(`Duplicate ${name} block`, detail, headerRange, undefined);
      } else entries.set(key, values[i] as Value);
    }
    return open ? objectValue(entries) : mapOfValues(entries, type);
  }

  #single(name: string, nested: NestedBlockSchema, blocks: readonly DecodedBlock[], content: BodyContent): Value {
    const type = blockType(nested.block);
    const [first, second] = blocks;
    const required = nested.minItems === 1 && nested.maxItems === 1;
    if (!first) {
      if (required) {
        const detail = `A block of type ${JSON.stringify(name)} is required here.`;
        this.#evaluation.error(`Missing ${name} block`, detail, content.missingItemRange, undefined);
      }
      return nested.nesting === "group" ? emptyBlock(nested.block) : nullValue(type);
    }
    if (second) {
      const detail = `Only one block of type ${JSON.stringify(name)} is allowed. Previous definition was at ${printRange(first.headerRange)}.`;
      this.#evaluation.error(`Duplicate ${name} block`, detail, second.headerRange, undefined);
    }
    const value = this.decode(first.body, nested.block, first.frame);
    return first.unknown ? unknownValue(type) : value.withMarks(first.marks);
  }

  #countFits(
    name: string,
    { nesting, minItems = 0, maxItems = 0 }: NestedBlockSchema,
    blocks: readonly DecodedBlock[],
    content: BodyContent,
    isUnknown: boolean,
  ): boolean {
    if (nesting !== "list" && nesting !== "set") return true;
    const quoted = JSON.stringify(name);
    if (blocks.length < minItems && !isUnknown) {
      const detail = `At least ${minItems} ${quoted} blocks are required.`;
      this.#evaluation.error(`Insufficient ${name} blocks`, detail, content.missingItemRange, undefined);
      return false;
    }
    const excess = maxItems > 0 ? blocks[maxItems] : undefined;
    if (excess && !isUnknown) {
      const detail = `No more than ${maxItems} ${quoted} blocks are allowed`;
      this.#evaluation.error(`Too many ${name} blocks`, detail, excess.headerRange, undefined);
      return false;
    }
    return true;
  }
}

const marksOf = (blocks: readonly DecodedBlock[]): Mark[] => blocks.flatMap(({ marks }) => [...marks]);

function unknownOf({ nesting }: NestedBlockSchema, type: ObjectType): Value {
  if (nesting === "set") return unknownValue(setOf(type));
  if (nesting === "single" || nesting === "group") return unknownValue(type);
  if (hasDynamicTypes(type)) return unknownValue();
  return unknownValue(nesting === "list" ? listOf(type) : mapOf(type));
}

const constraints = new WeakMap<NestedAttributes, Type>();

/** What a nested attribute takes: an object whose arguments may be left out unless they are required. */
function constraintOf(nested: NestedAttributes): Type {
  let type = constraints.get(nested);
  if (!type) {
    const members = Object.entries(nested.attributes);
    const optional = members.filter(([, { required }]) => !required).map(([name]) => name);
    const object = objectOf(
      new Map(members.map(([name, a]) => [name, a.nested ? constraintOf(a.nested) : attributeType(a)] as const)),
      optional,
    );
    const wrap = { list: listOf, set: setOf, map: mapOf };
    type = nested.nesting === "single" ? object : wrap[nested.nesting](object);
    constraints.set(nested, type);
  }
  return type;
}
