/**
 * Reads a body by a provider's schema into the object that the provider is given: arguments evaluated and converted,
 * nested blocks as single objects, lists, sets or maps, `dynamic` blocks expanded.
 */

import type { BodyContent } from "../../hcl/body.ts";
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { quoteGo } from "../../hcl/quote.ts";
import { printRange, rangeBetween } from "../../hcl/source.ts";
import type { Attribute, Body } from "../../hcl/syntax.ts";
import { attributeType, blockType, emptyBlock } from "../plan/schema-type.ts";
import type { AttributeSchema, BlockSchema, NestedAttributes, NestedBlockSchema } from "../provider.ts";
import { contentOf, nestedSchema, schemaOfObject, traversalsIn } from "./body-content.ts";
import { ConversionError, convert } from "./convert.ts";
import { type DecodedBlock, expandBlocks } from "./dynamic-block.ts";
import { evaluateExpression } from "./evaluate.ts";
import { Evaluation, type Frame } from "./evaluation.ts";
import { hasDynamicTypes, withoutOptional } from "./friendly-type.ts";
import { parseReference, type Reference } from "./reference.ts";
import type { Scope } from "./scope.ts";
import { listOfValues, mapOfValues, setValue } from "./set.ts";
import { listOf, mapOf, type ObjectType, objectOf, setOf, type Type, typesEqual } from "./type.ts";
import { type Mark, nullValue, objectValue, tupleValue, unknownValue, Value } from "./value.ts";

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
  for (const traversal of traversalsIn(body, schema)) {
    const parsed = parseReference(traversal, scope.testing);
    diagnostics.push(...parsed.diagnostics);
    if (parsed.reference) references.push(parsed.reference);
  }
  const problems = scope.validate?.(references) ?? [];
  diagnostics.push(...problems);
  if (hasErrors(problems)) return;
  for (const reference of references) evaluation.resolve(reference);
}

/** A schema's attributes and blocks in the order of the object they make. */
interface Layout {
  readonly type: ObjectType;
  readonly members: readonly Member[];
}

interface Member {
  readonly name: string;
  readonly type: Type;
  /** One of these two. */
  readonly nested: NestedBlockSchema | undefined;
  readonly attribute: AttributeSchema | undefined;
  /** An attribute that is not given. */
  readonly empty: Value;
}

const layouts = new WeakMap<BlockSchema, Layout>();

function layoutOf(schema: BlockSchema): Layout {
  let layout = layouts.get(schema);
  if (!layout) {
    const type = blockType(schema);
    const members = [...type.attributes].map(([name, declared]): Member => {
      const nested = Object.hasOwn(schema.blocks, name) ? schema.blocks[name] : undefined;
      const attribute = nested ? undefined : schema.attributes[name];
      return { name, type: declared, nested, attribute, empty: nullValue(declared) };
    });
    layout = { type, members };
    layouts.set(schema, layout);
  }
  return layout;
}

class BlockDecoder {
  readonly #evaluation: Evaluation;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  decode(body: Body, schema: BlockSchema, frame: Frame | undefined): Value {
    const content = contentOf(body, schema);
    this.#evaluation.diagnostics.push(...content.diagnostics);
    const blocks = expandBlocks(content, this.#evaluation, frame, (type) => nestedSchema(schema, type) !== undefined);
    const { type, members } = layoutOf(schema);
    const values = new Map<string, Value>();
    let asDeclared = true;
    for (const member of members) {
      const value = this.#member(member, content, blocks, frame);
      asDeclared &&= value.type === member.type || typesEqual(value.type, member.type);
      values.set(member.name, value);
    }
    return asDeclared ? new Value(type, values) : objectValue(values);
  }

  #member(
    { name, nested, attribute, empty }: Member,
    content: BodyContent,
    blocks: readonly DecodedBlock[],
    frame: Frame | undefined,
  ): Value {
    const given = nested ? undefined : content.attributes.get(name);
    if (given) return this.#attribute(given, attribute as AttributeSchema, frame);
    const own = blocks.length === 0 ? blocks : blocks.filter((block) => block.type === name);
    if (nested) return this.#nestedBlocks(name, nested, own, content);
    return own.length > 0 ? this.#attributeFromBlocks(attribute as AttributeSchema, own) : empty;
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
      const detail = `Inappropriate value for attribute ${quoteGo(name)}: ${error.message}.`;
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
        const detail = `A block of type ${quoteGo(name)} labeled ${quoteGo(key)} was already defined. Labels must be unique for blocks of this type.`;
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
        const detail = `A block of type ${quoteGo(name)} is required here.`;
        this.#evaluation.error(`Missing ${name} block`, detail, content.missingItemRange, undefined);
      }
      return nested.nesting === "group" ? emptyBlock(nested.block) : nullValue(type);
    }
    if (second) {
      const detail = `Only one block of type ${quoteGo(name)} is allowed. Previous definition was at ${printRange(first.headerRange)}.`;
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
    const quoted = quoteGo(name);
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
