/** Which of the paths that a provider named really change, so that the object has to be replaced. */
import { valuesEqual } from "../lang/equals.ts";
import { getPath } from "../lang/path.ts";
import { inPathOrder } from "../lang/path-order.ts";
import type { Value, ValuePath } from "../lang/value.ts";

/** Both values without marks. */
export function requiredReplaces(prior: Value, planned: Value, named: readonly ValuePath[]): readonly ValuePath[] {
  if (prior.isNull || planned.isNull) return [];
  const changing = named.filter((path) => {
    const before = getPath(prior, path);
    const after = getPath(planned, path);
    if (before === undefined && after === undefined) return false;
    if (before === undefined || after === undefined) return true;
    if (!after.isKnown) return true;
    return !valuesEqual(before, after);
  });
  return inPathOrder(changing);
}
