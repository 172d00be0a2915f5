/** How often a resource or module exists: once, `count` times, or once for each key of `for_each`. */
import type { InstanceKey } from "../addresses/instance-key.ts";
import { numberValue, stringValue, type Value } from "../lang/value.ts";

export type Repetition =
  | { readonly kind: "single" }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "each"; readonly entries: ReadonlyMap<string, Value> };

export const SINGLE: Repetition = { kind: "single" };

export function keysOf(repetition: Repetition): readonly InstanceKey[] {
  switch (repetition.kind) {
    case "single":
      return [undefined];
    case "count":
      return Array.from({ length: repetition.count }, (_, i) => i);
    case "each":
      return [...repetition.entries.keys()];
  }
}

/** What `count.index`, `each.key` and `each.value` are for one instance. */
export interface InstanceData {
  readonly countIndex?: Value;
  readonly eachKey?: Value;
  readonly eachValue?: Value;
}

export const NO_INSTANCE_DATA: InstanceData = {};

export function instanceData(repetition: Repetition, key: InstanceKey): InstanceData {
  if (typeof key === "number" && repetition.kind === "count") return { countIndex: numberValue(key) };
  if (typeof key === "string" && repetition.kind === "each") {
    const value = repetition.entries.get(key);
    if (value) return { eachKey: stringValue(key), eachValue: value };
  }
  return NO_INSTANCE_DATA;
}
