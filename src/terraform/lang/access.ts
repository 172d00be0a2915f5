/** `collection[key]` and `object.name` on values, with HCL's words for what cannot be had. */

import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { quoteGo } from "../../hcl/quote.ts";
import type { SourceRange } from "../../hcl/source.ts";
import type { TraversalStep } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "./convert.ts";
import { friendlyName, isPrimitive } from "./friendly-type.ts";
import { BigFloat } from "./number.ts";
import { DYNAMIC, NUMBER, STRING, type Type } from "./type.ts";
import { nullValue, numberValue, stringValue, unknownValue, Value } from "./value.ts";

export type Access = { readonly value: Value } | { readonly error: Diagnostic };

const ok = (value: Value): Access => ({ value });
const fail = (range: SourceRange, summary: string, detail: string): Access => ({
  error: errorAt(range, summary, detail),
});
const NO_ELEMENT = "The given key does not identify an element in this collection value";

const invalidIndex = (range: SourceRange, reason = ""): Access =>
  fail(range, "Invalid index", reason === "" ? `${NO_ELEMENT}.` : `${NO_ELEMENT}: ${reason}.`);

/** The value a step leads to. */
export function followStep(value: Value, step: TraversalStep): Access {
  if (step.kind === "attribute") return attributeOf(value, step.name, step.range);
  const { key } = step;
  const keyValue =
    key.type === "string" ? stringValue(key.text) : numberValue(BigFloat.parse(key.text) ?? BigFloat.from(0));
  return elementOf(value, keyValue, step.range);
}

export function elementOf(collection: Value, key: Value, range: SourceRange): Access {
  if (collection.isNull) {
    const detail = "This value is null, so it does not have any indices.";
    return fail(range, "Attempt to index null value", detail);
  }
  if (key.isNull) return fail(range, "Invalid index", "Can't use a null value as an indexing key.");
  const { type } = collection;
  if (type.kind === "dynamic" || key.type.kind === "dynamic")
    return ok(unknownValue(DYNAMIC).withMarks(collection.marks));
  switch (type.kind) {
    case "list":
    case "tuple":
    case "map":
      return indexed(collection, key, range);
    case "object":
      return objectElement(collection, key, range);
    case "set":
      return fail(
        range,
        "Invalid index",
        "Elements of a set are identified only by their value and don't have any separate index or key to select with, so it's only possible to perform operations across all elements of the set.",
      );
    default:
      return fail(range, "Invalid index", "This value does not have any indices.");
  }
}

function keyAs(key: Value, type: Type, range: SourceRange): Value | Access {
  try {
    return convert(key, type);
  } catch (error) {
    if (error instanceof ConversionError) return invalidIndex(range, error.message);
    throw error;
  }
}

function indexed(collection: Value, given: Value, range: SourceRange): Access {
  const { type } = collection;
  const key = keyAs(given, type.kind === "map" ? STRING : NUMBER, range);
  if (!(key instanceof Value)) return key;
  const marks = [...collection.marks, ...key.marks];
  if (type.kind === "tuple" && key.isKnown) {
    const index = key.number.toSafeInteger();
    const element = index === undefined ? undefined : type.elements[index];
    if (index === undefined || !element) return outOfRange(key.number, collection, type.elements.length, range);
    return ok((collection.isKnown ? (collection.elements[index] as Value) : unknownValue(element)).withMarks(marks));
  }
  if (!collection.isKnown || !key.isKnown) {
    const element = type.kind === "tuple" ? DYNAMIC : (type as { element: Type }).element;
    // What is not known yet carries the marks of the collection alone.
    return ok(unknownValue(element).withMarks(collection.marks));
  }
  if (type.kind === "map") {
    const found = collection.entries.get(key.string);
    return found ? ok(found.withMarks(marks)) : invalidIndex(range);
  }
  const index = key.number.toSafeInteger();
  const found = index === undefined || index < 0 ? undefined : collection.elements[index];
  return found ? ok(found.withMarks(marks)) : outOfRange(key.number, collection, collection.elements.length, range);
}

function outOfRange(index: BigFloat, collection: Value, length: number, range: SourceRange): Access {
  if (!index.isInteger) {
    return invalidIndex(
      range,
      "indexing a sequence requires a whole number, but the given index has a fractional part",
    );
  }
  if (index.sign < 0) return invalidIndex(range, "a negative number is not a valid index for a sequence");
  // Terraform gives a reason only for the index just after the end, and none where the length is sensitive.
  if (index.toSafeInteger() !== length || collection.isMarked) return invalidIndex(range);
  if (length === 0) return invalidIndex(range, "the collection has no elements");
  return invalidIndex(range, "the given index is greater than or equal to the length of the collection");
}

function objectElement(object: Value, given: Value, range: SourceRange): Access {
  const key = keyAs(given, STRING, range);
  if (!(key instanceof Value)) return key;
  // The marks of the key are not taken over.
  if (!key.isKnown) return ok(unknownValue(DYNAMIC).withMarks(object.marks));
  const attribute = object.type.kind === "object" ? object.type.attributes.get(key.string) : undefined;
  if (!object.isKnown) return ok(unknownValue(attribute ?? DYNAMIC).withMarks(object.marks));
  if (!attribute) {
    const hint =
      given.type.kind === "number"
        ? " An object only supports looking up attributes by name, not by numeric index."
        : "";
    return fail(range, "Invalid index", `${NO_ELEMENT}.${hint}`);
  }
  return ok((object.entries.get(key.string) ?? nullValue(attribute)).withMarks(object.marks));
}

const UNSUPPORTED = "Unsupported attribute";

export function attributeOf(object: Value, name: string, range: SourceRange): Access {
  if (object.isNull) {
    const detail = "This value is null, so it does not have any attributes.";
    return fail(range, "Attempt to get attribute from null value", detail);
  }
  const { type } = object;
  switch (type.kind) {
    case "object": {
      const attribute = type.attributes.get(name);
      if (!attribute) {
        return fail(range, UNSUPPORTED, `This object does not have an attribute named ${quoteGo(name)}.`);
      }
      const value = object.isKnown ? (object.entries.get(name) ?? nullValue(attribute)) : unknownValue(attribute);
      return ok(value.withMarks(object.marks));
    }
    case "map": {
      if (!object.isKnown) return ok(unknownValue(type.element).withMarks(object.marks));
      const found = object.entries.get(name);
      if (found) return ok(found.withMarks(object.marks));
      const detail = `This map does not have an element with the key ${quoteGo(name)}.`;
      return fail(range, "Missing map element", detail);
    }
    case "dynamic":
      return ok(unknownValue(DYNAMIC).withMarks(object.marks));
    default:
      return fail(range, UNSUPPORTED, whyNoAttributes(type, name));
  }
}

function whyNoAttributes(type: Type, name: string): string {
  if (type.kind === "list" && type.element.kind === "object") {
    const which = type.element.attributes.has(name) ? `attribute ${quoteGo(name)}` : "an attribute";
    return `Can't access attributes on a list of objects. Did you mean to access ${which} for a specific element of the list, or across all elements of the list?`;
  }
  if (type.kind === "set" && type.element.kind === "object") {
    return "Can't access attributes on a set of objects. Did you mean to access an attribute across all elements of the set?";
  }
  if (isPrimitive(type)) return `Can't access attributes on a primitive-typed value (${friendlyName(type)}).`;
  return "This value does not have any attributes.";
}
