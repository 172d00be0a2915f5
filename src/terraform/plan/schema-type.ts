/** The types of values that schemas describe, and empty values of them. */

import { hasDynamicTypes } from "../lang/friendly-type.ts";
import { DYNAMIC, listOf, mapOf, type ObjectType, objectOf, setOf, type Type } from "../lang/type.ts";
import { emptySet, listValue, mapValue, nullValue, objectValue, tupleValue, type Value } from "../lang/value.ts";
import type { AttributeSchema, BlockSchema, NestedAttributes, NestedBlockSchema } from "../provider.ts";

const TYPES = new WeakMap<BlockSchema, ObjectType>();

/** The object type of a block: its attributes and nested blocks. */
export function blockType(schema: BlockSchema): ObjectType {
  let type = TYPES.get(schema);
  if (!type) {
    const attributes = new Map<string, Type>();
    for (const [name, attribute] of Object.entries(schema.attributes)) attributes.set(name, attributeType(attribute));
    for (const [name, nested] of Object.entries(schema.blocks)) attributes.set(name, nestedBlockType(nested));
    type = objectOf(attributes);
    TYPES.set(schema, type);
  }
  return type;
}

export function attributeType(attribute: AttributeSchema): Type {
  if (attribute.nested) return nestedAttributesType(attribute.nested);
  return attribute.type ?? DYNAMIC;
}

function nestedAttributesType(nested: NestedAttributes): Type {
  const object = nestedObjectType(nested);
  return nested.nesting === "single" ? object : collectionType(nested.nesting, object);
}

export function nestedObjectType(nested: NestedAttributes): ObjectType {
  return objectOf(new Map(Object.entries(nested.attributes).map(([name, a]) => [name, attributeType(a)] as const)));
}

function nestedBlockType(nested: NestedBlockSchema): Type {
  const object = blockType(nested.block);
  return nested.nesting === "single" || nested.nesting === "group" ? object : collectionType(nested.nesting, object);
}

/** Elements whose type is open may differ from each other, so no list or map can hold them. */
function collectionType(nesting: "list" | "set" | "map", element: ObjectType): Type {
  if (nesting === "set") return setOf(element);
  if (hasDynamicTypes(element)) return DYNAMIC;
  return nesting === "list" ? listOf(element) : mapOf(element);
}

/** What an empty configuration block of this schema means: null attributes, no blocks. */
export function emptyBlock(schema: BlockSchema): Value {
  const values = new Map<string, Value>();
  for (const [name, attribute] of Object.entries(schema.attributes))
    values.set(name, nullValue(attributeType(attribute)));
  for (const [name, nested] of Object.entries(schema.blocks)) values.set(name, emptyNestedBlock(nested));
  return objectValue(values, blockType(schema));
}

function emptyNestedBlock(nested: NestedBlockSchema): Value {
  const object = blockType(nested.block);
  switch (nested.nesting) {
    case "single":
      return nullValue(object);
    case "group":
      return emptyBlock(nested.block);
    case "list":
      return hasDynamicTypes(object) ? tupleValue([]) : listValue(object, []);
    case "map":
      return hasDynamicTypes(object) ? objectValue({}) : mapValue(object, []);
    case "set":
      return emptySet(object);
  }
}

/** A sequence in the form that the given one has: a list stays a list, a tuple a tuple. */
export const sameKindOfSequence = (like: Type, elements: readonly Value[]): Value =>
  like.kind === "list" ? listValue(like.element, elements) : tupleValue(elements);
