/** Output values as `apply` and `output` print them: in the form of expressions, with their types where these matter. */

import { formatValue } from "../lang/format-value.ts";
import { compareUtf8 } from "../lang/type.ts";
import type { Value } from "../lang/value.ts";
import type { OutputState } from "../state/state.ts";

export function renderOutputs(outputs: ReadonlyMap<string, OutputState>): string {
  return [...outputs.keys()]
    .sort(compareUtf8)
    .map((name) => {
      const { value, sensitive } = outputs.get(name) as OutputState;
      return `${name} = ${sensitive ? "<sensitive>" : renderValue(value)}`;
    })
    .join("\n");
}

export const renderValue = (value: Value): string => formatValue(value);
