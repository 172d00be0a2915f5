/** Defaults of optional object attributes inside a type constraint, in the shape of the type they belong to. */
import type { Value } from "../lang/value.ts";

export interface TypeDefaults {
  /** Of the optional attributes of this object. */
  readonly values: ReadonlyMap<string, Value>;
  /** By attribute name of an object, by index of a tuple; `""` for the element of a collection. */
  readonly children: ReadonlyMap<string, TypeDefaults>;
}
