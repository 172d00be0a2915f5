/** Type names as Terraform's messages spell them. */
import { type Type, typesEqual } from "./type.ts";

/** The name of the type of a value: `list of string`, `object`, `dynamic`. */
export function friendlyName(type: Type): string {
  return nameOf(type, false);
}

/** The name of a type that is asked for: an undecided type is `any type`. */
export function friendlyConstraintName(type: Type): string {
  return nameOf(type, true);
}

function nameOf(type: Type, constraint: boolean): string {
  switch (type.kind) {
    case "dynamic":
      return constraint ? "any type" : "dynamic";
    case "list":
    case "set":
    case "map": {
      const single = constraint && type.element.kind === "dynamic";
      return `${type.kind} of ${single ? "any single type" : nameOf(type.element, constraint)}`;
    }
    default:
      return type.kind;
  }
}

export const isPrimitive = (type: Type): boolean =>
  type.kind === "string" || type.kind === "number" || type.kind === "bool";

export const isCollection = (type: Type): type is Extract<Type, { element: Type }> =>
  type.kind === "list" || type.kind === "set" || type.kind === "map";

/** Whether an undecided type stands anywhere in it. */
export function hasDynamicTypes(type: Type): boolean {
  switch (type.kind) {
    case "dynamic":
      return true;
    case "list":
    case "set":
    case "map":
      return hasDynamicTypes(type.element);
    case "tuple":
      return type.elements.some(hasDynamicTypes);
    case "object":
      for (const attribute of type.attributes.values()) if (hasDynamicTypes(attribute)) return true;
      return false;
    default:
      return false;
  }
}

/** The same type without `optional(…)`: the type of a value, as opposed to a constraint. */
export function withoutOptional(type: Type): Type {
  const known = withoutOptionalCache.get(type);
  if (known) return known;
  const result = stripOptional(type);
  withoutOptionalCache.set(type, result);
  return result;
}

const withoutOptionalCache = new WeakMap<Type, Type>();

function stripOptional(type: Type): Type {
  switch (type.kind) {
    case "list":
    case "set":
    case "map": {
      const element = withoutOptional(type.element);
      return element === type.element ? type : { kind: type.kind, element };
    }
    case "tuple": {
      const elements = type.elements.map(withoutOptional);
      return elements.every((e, i) => e === type.elements[i]) ? type : { kind: "tuple", elements };
    }
    case "object": {
      let changed = type.optional !== undefined;
      const attributes = new Map<string, Type>();
      for (const [name, attribute] of type.attributes) {
        const stripped = withoutOptional(attribute);
        changed ||= stripped !== attribute;
        attributes.set(name, stripped);
      }
      return changed ? { kind: "object", attributes } : type;
    }
    default:
      return type;
  }
}

/** Whether `given` has the shape of `wanted`, where an undecided type in `wanted` fits everything. */
export function conforms(given: Type, wanted: Type): boolean {
  if (wanted.kind === "dynamic" || given === wanted) return true;
  if (given.kind !== wanted.kind) return false;
  switch (given.kind) {
    case "list":
    case "set":
    case "map":
      return conforms(given.element, (wanted as typeof given).element);
    case "tuple": {
      const others = (wanted as typeof given).elements;
      return given.elements.length === others.length && given.elements.every((e, i) => conforms(e, others[i] as Type));
    }
    case "object": {
      const others = (wanted as typeof given).attributes;
      if (given.attributes.size !== others.size) return false;
      for (const [name, attribute] of given.attributes) {
        const other = others.get(name);
        if (!other || !conforms(attribute, other)) return false;
      }
      return true;
    }
    default:
      return typesEqual(given, wanted);
  }
}
