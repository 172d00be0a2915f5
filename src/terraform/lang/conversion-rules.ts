/** Which types can be converted to which, and in what words Terraform says why not. */
import { quoteGo } from "../../hcl/quote.ts";
import { friendlyConstraintName, isCollection, isPrimitive } from "./friendly-type.ts";
import { compareUtf8, type ObjectType, type Type, typesEqual } from "./type.ts";
import { unify } from "./unify.ts";

/** Whether values of type `from` can become `to`; `unsafe` also admits conversions that fail for some values. */
export function canConvert(from: Type, to: Type, unsafe: boolean): boolean {
  if (to.kind === "dynamic") return true;
  if (from.kind === "dynamic") return unsafe;
  if (isPrimitive(from) && isPrimitive(to)) {
    if (from.kind === to.kind) return false;
    return to.kind === "string" || (unsafe && from.kind === "string");
  }
  switch (to.kind) {
    case "object":
      if (from.kind === "object") return objectFits(from, to, unsafe);
      return (
        from.kind === "map" &&
        unsafe &&
        [...to.attributes.values()].every((a) => sameOrConvertible(from.element, a, unsafe))
      );
    case "tuple":
      return (
        from.kind === "tuple" &&
        from.elements.length === to.elements.length &&
        from.elements.every((element, i) => sameOrConvertible(element, to.elements[i] as Type, unsafe))
      );
    case "list":
    case "set":
      if (from.kind === "tuple") return elementsFit(from.elements, to.element, unsafe);
      if (from.kind !== "list" && from.kind !== "set") return false;
      if (to.kind === "set" && from.kind === "list" && !unsafe) return false;
      return sameOrConvertible(from.element, to.element, unsafe);
    case "map":
      if (from.kind === "object") return elementsFit([...from.attributes.values()], to.element, unsafe);
      return from.kind === "map" && sameOrConvertible(from.element, to.element, unsafe);
    default:
      return false;
  }
}

const sameOrConvertible = (from: Type, to: Type, unsafe: boolean): boolean =>
  typesEqual(from, to) || canConvert(from, to, unsafe);

function elementsFit(types: readonly Type[], wanted: Type, unsafe: boolean): boolean {
  if (types.length === 0) return true;
  const element = wanted.kind === "dynamic" ? unify(types, unsafe)?.type : wanted;
  if (!element) return false;
  // Without a common type the elements must all be undecided.
  if (element.kind === "dynamic" && !types.every(({ kind }) => kind === "dynamic")) return false;
  let previous: Type | undefined;
  return types.every((type) => {
    if (type === previous) return true;
    previous = type;
    return sameOrConvertible(type, element, unsafe);
  });
}

function objectFits(from: ObjectType, to: ObjectType, unsafe: boolean): boolean {
  for (const [name, wanted] of to.attributes) {
    const given = from.attributes.get(name);
    if (!given) {
      if (!to.optional?.has(name)) return false;
    } else if (!sameOrConvertible(given, wanted, unsafe)) return false;
  }
  return true;
}

const required = (wanted: Type): string => `${friendlyConstraintName(wanted)} required`;

/** Why `given` cannot become `wanted`, in Terraform's words: `list of string required`. */
export function mismatchMessage(given: Type, wanted: Type): string {
  if (given.kind === "object" && wanted.kind === "object") return objectMismatch(given, wanted);
  if (isCollection(wanted)) {
    const undecided = wanted.element.kind === "dynamic";
    if (given.kind === "tuple" && (wanted.kind === "list" || wanted.kind === "set") && undecided) {
      return `all ${wanted.kind} elements must have the same type`;
    }
    if (given.kind === "object" && wanted.kind === "map" && undecided)
      return "all map elements must have the same type";
    if (given.kind === "tuple" || given.kind === "object") return structuralMismatch(given, wanted);
    if (isCollection(given)) return collectionMismatch(given, wanted);
  }
  return required(wanted);
}

function objectMismatch(given: ObjectType, wanted: ObjectType): string {
  const missing: string[] = [];
  let impossible: string | undefined;
  let risky: string | undefined;
  for (const [name, type] of wanted.attributes) {
    const have = given.attributes.get(name);
    if (!have) {
      if (!wanted.optional?.has(name)) missing.push(name);
      continue;
    }
    if (typesEqual(have, type)) continue;
    const message = (): string => `attribute ${quoteGo(name)}: ${mismatchMessage(have, type)}`;
    if (impossible === undefined && !canConvert(have, type, true)) impossible = message();
    if (risky === undefined && !canConvert(have, type, false)) risky = message();
  }
  if (missing.length > 0) return missingAttributes(missing.sort(compareUtf8));
  return impossible ?? risky ?? "incorrect object attributes";
}

function missingAttributes(names: readonly string[]): string {
  const quoted = names.map((name) => quoteGo(name));
  if (quoted.length === 1) return `attribute ${quoted[0]} is required`;
  if (quoted.length === 2) return `attributes ${quoted[0]} and ${quoted[1]} are required`;
  return `attributes ${quoted.slice(0, -1).join(", ")}, and ${quoted.at(-1)} are required`;
}

function structuralMismatch(
  given: Extract<Type, { kind: "tuple" | "object" }>,
  wanted: Extract<Type, { element: Type }>,
): string {
  if ((wanted.kind === "map") !== (given.kind === "object")) return required(wanted);
  const entries: readonly (readonly [string, Type])[] =
    given.kind === "tuple"
      ? given.elements.map((type, i) => [String(i), type])
      : [...given.attributes].map(([name, type]) => [quoteGo(name), type]);
  for (const [label, type] of entries) {
    if (sameOrConvertible(type, wanted.element, true)) continue;
    return `element ${label}: ${mismatchMessage(type, wanted.element)}`;
  }
  return `all elements must be ${friendlyConstraintName(wanted.element)}`;
}

function collectionMismatch(given: Extract<Type, { element: Type }>, wanted: Extract<Type, { element: Type }>): string {
  if ((wanted.kind === "map") !== (given.kind === "map")) return required(wanted);
  return `incorrect ${wanted.kind} element type: ${mismatchMessage(given.element, wanted.element)}`;
}
