/** Names of the context keys that policy documents ask for, in conditions and in variables, without repetition. */
import { parsePolicy } from "./document.ts";
import { variableKeys } from "./glob.ts";

export function contextKeysOf(documents: readonly string[]): string[] {
  const found = new Map<string, string>();
  const add = (key: string) => {
    if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), key);
  };
  for (const { statements } of documents.map(parsePolicy)) {
    for (const statement of statements) {
      for (const resource of [...(statement.resources ?? []), ...(statement.notResources ?? [])]) {
        variableKeys(resource).forEach(add);
      }
      for (const { key, values } of statement.conditions) {
        add(key);
        values.flatMap(variableKeys).forEach(add);
      }
    }
  }
  return [...found.values()];
}
