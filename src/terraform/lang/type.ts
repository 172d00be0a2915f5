/** Terraform's type system (cty): what a value can be. */
export type Type =
  | { readonly kind: "string" }
  | { readonly kind: "number" }
  | { readonly kind: "bool" }
  | { readonly kind: "dynamic" }
  | { readonly kind: "list"; readonly element: Type }
  | { readonly kind: "set"; readonly element: Type }
  | { readonly kind: "map"; readonly element: Type }
  | { readonly kind: "tuple"; readonly elements: readonly Type[] }
  | ObjectType;

export interface ObjectType {
  readonly kind: "object";
  /** In lexical order of names. */
  readonly attributes: ReadonlyMap<string, Type>;
  /** Names that may be absent; only in type constraints. */
  readonly optional?: ReadonlySet<string>;
}

export const STRING: Type = { kind: "string" };
export const NUMBER: Type = { kind: "number" };
export const BOOL: Type = { kind: "bool" };
/** The type of a value whose type is not known, and of an untyped null. */
export const DYNAMIC: Type = { kind: "dynamic" };

export const listOf = (element: Type): Type => ({ kind: "list", element });
export const setOf = (element: Type): Type => ({ kind: "set", element });
export const mapOf = (element: Type): Type => ({ kind: "map", element });
export const tupleOf = (elements: readonly Type[]): Type => ({ kind: "tuple", elements });

/** An object type; attributes are put in lexical order (by UTF-8 bytes). */
export function objectOf(
  attributes: Readonly<Record<string, Type>> | ReadonlyMap<string, Type>,
  optional?: Iterable<string>,
): ObjectType {
  const entries = attributes instanceof Map ? [...attributes] : Object.entries(attributes as Record<string, Type>);
  const sorted = new Map(entries.sort(([a], [b]) => compareUtf8(a, b)));
  const names = new Set(optional ?? []);
  return names.size > 0
    ? { kind: "object", attributes: sorted, optional: names }
    : { kind: "object", attributes: sorted };
}

/** Orders text by its UTF-8 bytes, as Terraform orders map keys and sets. */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      // Surrogates stand for code points above every other UTF-16 unit.
      const xHigh = x >= 0xd800 && x <= 0xdfff;
      const yHigh = y >= 0xd800 && y <= 0xdfff;
      if (xHigh !== yHigh) return xHigh ? 1 : -1;
      return x - y;
    }
  }
  return a.length - b.length;
}

export function typesEqual(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "list":
    case "set":
    case "map":
      return typesEqual(a.element, (b as typeof a).element);
    case "tuple": {
      const other = (b as typeof a).elements;
      return a.elements.length === other.length && a.elements.every((t, i) => typesEqual(t, other[i] as Type));
    }
    case "object": {
      const other = (b as ObjectType).attributes;
      if (a.attributes.size !== other.size) return false;
      for (const [name, type] of a.attributes) {
        const match = other.get(name);
        if (!match || !typesEqual(type, match)) return false;
      }
      return true;
    }
    default:
      return true;
  }
}
