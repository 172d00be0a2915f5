/**
 * The older SDK takes no null among the elements of a data source's lists and sets, and then looks at nothing else. An
 * element of a set has no path, and neither has what lies in it.
 */
import type { Value, ValuePath } from "../../../terraform/lang/value.ts";
import type { ProviderDiagnostic } from "../../../terraform/provider.ts";

export function nullsInLists(value: Value, path: ValuePath = [], isInSet = false): readonly ProviderDiagnostic[] {
  if (value.isNull || !value.isKnown) return [];
  const { kind } = value.type;
  const to = (step: ValuePath[number]): ValuePath => (isInSet ? path : [...path, step]);
  if (kind === "map" || kind === "object")
    return [...value.entries].flatMap(([name, one]) =>
      nullsInLists(one, to(kind === "map" ? { kind: "index", key: name } : { kind: "attribute", name }), isInSet),
    );
  if (kind !== "list" && kind !== "set") return [];
  return value.elements.flatMap((one, index) => {
    const here = kind === "set" ? path : to({ kind: "index", key: index });
    if (!one.isNull) return nullsInLists(one, here, isInSet || kind === "set");
    const detail = "Null values are not allowed for this attribute value.";
    return [{ severity: "error" as const, summary: "Null value found in list", detail, path: here }];
  });
}
