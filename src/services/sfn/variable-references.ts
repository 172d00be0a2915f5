/** Which variables each state of a machine uses, as descriptions tell it. */
import type { Machine } from "./language/definition.ts";
import type { Json } from "./language/json.ts";
import { isList, isObject } from "./language/json.ts";

export function variableReferencesMember(definition: string): { variableReferences?: Record<string, string[]> } {
  const found: Record<string, string[]> = {};
  collect(JSON.parse(definition) as Machine, found);
  return Object.keys(found).length === 0 ? {} : { variableReferences: found };
}

function collect({ States }: Machine, found: Record<string, string[]>): void {
  for (const [name, { Branches, ItemProcessor, Iterator: iterator, ...state }] of Object.entries(States)) {
    const names = new Set(expressionsIn(state as unknown as Json, "").flatMap(variablesIn));
    if (names.size > 0) found[name] = [...names].sort();
    for (const machine of [...(Branches ?? []), ItemProcessor, iterator]) {
      if (machine) collect(machine, found);
    }
  }
}

// Members that end in `.$`, in `Path` or are a choice's Variable hold expressions.
function expressionsIn(value: Json, name: string): string[] {
  if (typeof value === "string") return /(\.\$|Path|^Variable)$/.test(name) || value.startsWith("{%") ? [value] : [];
  if (isList(value)) return value.flatMap((item) => expressionsIn(item, name));
  return isObject(value) ? Object.entries(value).flatMap(([member, inner]) => expressionsIn(inner, member)) : [];
}

function variablesIn(expression: string): string[] {
  const names = [...expression.matchAll(/(?<![\w$'])\$([A-Za-z_]\w*)(?!\w*\s*\()/g)].map(([, name]) => name ?? "");
  return expression.startsWith("{%") ? names.filter((name) => name !== "states") : names;
}
