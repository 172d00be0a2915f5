/** When a change of a map of strings replaces an object. */
import type { Value } from "../../terraform/lang/value.ts";

/** Entries that are null do not count: they may come and go, and no map is as good as an empty one. */
export const exceptNulls = (prior: Value, planned: Value): boolean => present(prior) !== present(planned);

function present(value: Value): string {
  if (!value.isKnown) return "unknown";
  if (value.isNull) return "{}";
  const entries = [...value.entries].filter(([, item]) => !item.isNull);
  return JSON.stringify(Object.fromEntries(entries.map(([name, item]) => [name, item.isKnown ? item.string : null])));
}
