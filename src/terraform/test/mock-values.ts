/** Values that a mocked provider makes up: what is set or given stays, what is computed is invented. */
import { randomBytes } from "node:crypto";
import { printRange, type SourceRange } from "../../hcl/source.ts";
import type { Attribute } from "../../hcl/syntax.ts";
import { tryConvert } from "../config/constant.ts";
import { evaluateConstant } from "../lang/evaluate.ts";
import { setValue } from "../lang/set.ts";
import { objectOf, type Type } from "../lang/type.ts";
import {
  boolValue,
  emptySet,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  unknownValue,
  type Value,
} from "../lang/value.ts";
import { attributeType } from "../plan/schema-type.ts";
import type { BlockSchema, ProviderDiagnostic } from "../provider.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Eight letters and digits. */
const invented = (): string => [...randomBytes(8)].map((byte) => LETTERS[byte % LETTERS.length]).join("");

function inventedOf(type: Type): Value {
  switch (type.kind) {
    case "string":
      return stringValue(invented());
    case "number":
      return numberValue(0);
    case "bool":
      return boolValue(false);
    case "list":
      return listValue(type.element, []);
    case "set":
      return emptySet(type.element);
    case "map":
      return mapValue(type.element, []);
    case "tuple":
      return tupleValue(type.elements.map(inventedOf));
    case "object":
      return objectValue(
        [...type.attributes].map(([name, inner]) => [name, inventedOf(inner)] as const),
        type,
      );
    case "dynamic":
      return nullValue();
  }
}

export interface MockResult {
  readonly value: Value;
  readonly diagnostics: readonly ProviderDiagnostic[];
}

/**
 * Completes an object. `known` says whether computed attributes get values now or stay unknown; `given` are the values
 * that the test provides for them.
 */
export function completeObject(config: Value, block: BlockSchema, given: Given, known: boolean): MockResult {
  const diagnostics: ProviderDiagnostic[] = [];
  const attributes = new Map<string, Value>(config.entries);
  for (const [name, schema] of Object.entries(block.attributes)) {
    const current = attributes.get(name);
    if (!schema.computed || (current && !(current.isKnown && current.isNull))) continue;
    const type = attributeType(schema);
    const provided = given.values.get(name);
    if (!known) {
      attributes.set(name, unknownValue(type));
      continue;
    }
    if (!provided) {
      attributes.set(name, inventedOf(type));
      continue;
    }
    const converted = tryConvert(provided, type);
    if (typeof converted === "string") {
      diagnostics.push({
        severity: "error",
        summary: "Failed to compute attribute",
        detail: `Terraform could not compute a value for the target type ${type.kind} with the mocked data defined at ${given.range ? printRange(given.range) : ""} with the attribute ${JSON.stringify(name)}: ${converted}.`,
      });
      attributes.set(name, inventedOf(type));
    } else {
      attributes.set(name, converted);
    }
  }
  for (const [name, { block: inner }] of Object.entries(block.blocks)) {
    const nested = attributes.get(name);
    if (!nested?.isKnown || nested.isNull || nested.isMarked) continue;
    const own = given.values.get(name)?.content;
    const values = own instanceof Map ? (own as ReadonlyMap<string, Value>) : new Map<string, Value>();
    const within: Given = { ...given, values };
    const complete = (object: Value): Value => {
      if (!(object.content instanceof Map) || object.isMarked) return object;
      const completed = completeObject(object, inner, within, known);
      diagnostics.push(...completed.diagnostics);
      return completed.value;
    };
    attributes.set(name, completeNested(nested, complete));
  }
  const type = config.type.kind === "object" ? config.type : objectOf({});
  return { value: objectValue(attributes, type), diagnostics };
}

/** Every object of a nested block. */
function completeNested(nested: Value, complete: (object: Value) => Value): Value {
  const { type } = nested;
  switch (type.kind) {
    case "object":
      return complete(nested);
    case "list":
      return listValue(type.element, nested.elements.map(complete));
    case "set":
      return setValue(type.element, nested.elements.map(complete));
    default:
      return nested;
  }
}

/** Values that a test provides, and where it does. */
export interface Given {
  readonly values: ReadonlyMap<string, Value>;
  readonly range?: SourceRange;
}

/** The entries of an object that is written out. */
export function givenValues(attribute: Attribute | undefined): Given {
  if (!attribute) return { values: new Map() };
  const value = evaluateConstant(attribute.expression, []);
  return { values: value.content instanceof Map ? value.entries : new Map(), range: attribute.range };
}
