/**
 * Values and types as JSON, in the form of state files and plans: types as `"string"` or `["list","string"]`, a value
 * of undecided type as `{"value": …, "type": …}`.
 */
import { quoteGo } from "../../hcl/quote.ts";
import { type JsonData, type JsonRecord, parseJson, writeJson } from "./json-text.ts";
import { BigFloat } from "./number.ts";
import { attributeStep, formatPath, indexStep } from "./path.ts";
import { listOfValues, mapOfValues, setValue } from "./set.ts";
import {
  BOOL,
  DYNAMIC,
  listOf,
  mapOf,
  NUMBER,
  objectOf,
  STRING,
  setOf,
  type Type,
  tupleOf,
  typesEqual,
} from "./type.ts";
import {
  boolValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  Value,
  type ValuePath,
} from "./value.ts";

/** A type as cty writes it. */
export function typeToJson(type: Type): JsonData {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type.kind;
    case "list":
    case "set":
    case "map":
      return [type.kind, typeToJson(type.element)];
    case "tuple":
      return ["tuple", type.elements.map(typeToJson)];
    case "object": {
      const attributes = new Map([...type.attributes].map(([name, t]) => [name, typeToJson(t)]));
      return type.optional ? ["object", attributes, [...type.optional].sort()] : ["object", attributes];
    }
  }
}

const PRIMITIVES: Readonly<Record<string, Type>> = { string: STRING, number: NUMBER, bool: BOOL, dynamic: DYNAMIC };

/** Reads what `typeToJson` writes. Throws on anything else. */
export function typeFromJson(data: JsonData): Type {
  if (typeof data === "string") {
    const type = PRIMITIVES[data];
    if (type) return type;
  }
  if (Array.isArray(data)) {
    const [kind, of, optional] = data as readonly JsonData[];
    switch (kind) {
      case "list":
        return listOf(typeFromJson(of as JsonData));
      case "set":
        return setOf(typeFromJson(of as JsonData));
      case "map":
        return mapOf(typeFromJson(of as JsonData));
      case "tuple":
        return tupleOf((of as readonly JsonData[]).map(typeFromJson));
      case "object":
        return objectOf(
          new Map(entriesOf(of as JsonData).map(([name, t]) => [name, typeFromJson(t)])),
          (optional as readonly string[] | undefined) ?? [],
        );
    }
  }
  throw new TypeError(`Not a type: ${writeJson(data)}`);
}

const entriesOf = (data: JsonData): readonly (readonly [string, JsonData])[] =>
  data instanceof Map ? [...(data as ReadonlyMap<string, JsonData>)] : Object.entries(data as JsonRecord);

/** The type that a JSON value has by itself: objects and tuples, an untyped null. */
export function impliedType(data: JsonData): Type {
  return impliedValue(data).type;
}

/** The value that JSON stands for by itself, as `jsondecode` gives it. */
export function impliedValue(data: JsonData): Value {
  if (data === null) return nullValue(DYNAMIC);
  if (typeof data === "string") return stringValue(data);
  if (typeof data === "boolean") return boolValue(data);
  if (typeof data === "number" || data instanceof BigFloat) return numberValue(data);
  if (Array.isArray(data)) return tupleValue((data as readonly JsonData[]).map(impliedValue));
  return objectValue(entriesOf(data).map(([name, value]) => [name.normalize("NFC"), impliedValue(value)]));
}

/** The value of the given type without its marks, as JSON. `type` is the constraint: undecided parts carry their type. */
export function toJson(value: Value, type: Type = value.type): JsonData {
  if (type.kind === "dynamic" && value.type.kind !== "dynamic") {
    return new Map<string, JsonData>([
      ["value", toJson(value)],
      ["type", typeToJson(value.type)],
    ]);
  }
  const { content } = value;
  if (content === null || typeof content === "string" || typeof content === "boolean") return content;
  if (content instanceof BigFloat) return content;
  if (Array.isArray(content)) {
    return (content as readonly Value[]).map((element, i) =>
      toJson(element, type.kind === "tuple" ? (type.elements[i] as Type) : (type as { element: Type }).element),
    );
  }
  if (content instanceof Map) {
    const entries: [string, JsonData][] = [];
    for (const [name, element] of content as ReadonlyMap<string, Value>) {
      entries.push([
        name,
        toJson(
          element,
          type.kind === "object" ? (type.attributes.get(name) as Type) : (type as { element: Type }).element,
        ),
      ]);
    }
    return new Map(entries);
  }
  throw new TypeError("An unknown value has no JSON form");
}

/** Terraform's words where `1 / 0` is to become JSON. */
export const NO_JSON_FOR_INFINITY = "cannot serialize infinity as JSON";

export function containsInfinity({ content }: Value): boolean {
  if (content instanceof BigFloat) return content.isInfinite;
  if (Array.isArray(content)) return (content as readonly Value[]).some(containsInfinity);
  if (content instanceof Map) {
    for (const element of (content as ReadonlyMap<string, Value>).values()) if (containsInfinity(element)) return true;
  }
  return false;
}

/** JSON that does not fit the type it is read as. */
export class JsonValueError extends Error {
  readonly path: ValuePath;
  constructor(message: string, path: ValuePath) {
    super(path.length > 0 ? `${formatPath(path)}: ${message}` : message);
    this.path = path;
  }
}

/** Reads a value of the given type. Throws JsonValueError. */
export function fromJson(data: JsonData, type: Type, path: ValuePath = []): Value {
  if (data === null) return nullValue(type);
  if (type.kind === "dynamic") return readDynamic(data, path);
  switch (type.kind) {
    case "string":
      if (typeof data === "string") return stringValue(data);
      if (typeof data === "boolean") return stringValue(String(data));
      if (data instanceof BigFloat || typeof data === "number") return stringValue(data.toString());
      throw new JsonValueError("string is required", path);
    case "number":
      if (data instanceof BigFloat || typeof data === "number") return numberValue(data);
      if (typeof data === "string") {
        const number = BigFloat.parse(data);
        if (number) return numberValue(number);
      }
      throw new JsonValueError("a number is required", path);
    case "bool":
      if (typeof data === "boolean") return boolValue(data);
      if (data === "true" || data === "1") return boolValue(true);
      if (data === "false" || data === "0") return boolValue(false);
      throw new JsonValueError("a bool is required", path);
    case "list":
    case "set": {
      if (!Array.isArray(data)) throw new JsonValueError(`a ${type.kind} is required`, path);
      const elements = (data as readonly JsonData[]).map((item, i) =>
        fromJson(item, type.element, [...path, indexStep(i)]),
      );
      return type.kind === "list" ? listOfValues(elements, type.element) : setValue(type.element, elements);
    }
    case "tuple": {
      if (!Array.isArray(data)) throw new JsonValueError("a tuple is required", path);
      const items = data as readonly JsonData[];
      if (items.length !== type.elements.length) {
        throw new JsonValueError(
          items.length > type.elements.length ? "too many tuple elements" : "not enough tuple elements",
          path,
        );
      }
      return tupleValue(items.map((item, i) => fromJson(item, type.elements[i] as Type, [...path, indexStep(i)])));
    }
    case "map":
      return mapOfValues(
        new Map(
          recordEntries(data, "a map", path).map(([name, item]) => [
            name.normalize("NFC"),
            fromJson(item, type.element, [...path, indexStep(name)]),
          ]),
        ),
        type.element,
      );
    case "object":
      return readObject(data, type, path);
  }
}

function recordEntries(data: JsonData, what: string, path: ValuePath): readonly (readonly [string, JsonData])[] {
  if (data === null || typeof data !== "object" || Array.isArray(data) || data instanceof BigFloat) {
    throw new JsonValueError(`${what} is required`, path);
  }
  return entriesOf(data);
}

function readObject(data: JsonData, type: Extract<Type, { kind: "object" }>, path: ValuePath): Value {
  const given = new Map<string, Value>();
  for (const [name, item] of recordEntries(data, "an object", path)) {
    const attribute = type.attributes.get(name);
    if (!attribute) throw new JsonValueError(`unsupported attribute ${quoteGo(name)}`, path);
    given.set(name, fromJson(item, attribute, [...path, attributeStep(name)]));
  }
  let asDeclared = true;
  const attributes = new Map<string, Value>();
  for (const [name, attribute] of type.attributes) {
    // State written before an attribute existed lacks it.
    const value = given.get(name) ?? nullValue(attribute);
    asDeclared &&= typesEqual(value.type, attribute);
    attributes.set(name, value);
  }
  return asDeclared ? new Value(type, attributes) : objectValue(attributes);
}

function readDynamic(data: JsonData, path: ValuePath): Value {
  const entries = new Map(recordEntries(data, "an object with a value and its type", path));
  const type = entries.get("type");
  const value = entries.get("value");
  if (type === undefined || value === undefined) {
    throw new JsonValueError('a dynamically-typed value must be an object with "value" and "type"', path);
  }
  const actual = typeFromJson(type);
  return actual.kind === "dynamic" ? nullValue(DYNAMIC) : fromJson(value, actual, path);
}

export { type JsonData, parseJson, writeJson };
