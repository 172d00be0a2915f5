/** AttributesToGet: top-level names, from before there were projections. */
import type { Path } from "../expression/syntax.ts";
import { invalidParameter } from "../refusal.ts";

export function attributesToGet(names: readonly string[] | undefined): readonly Path[] | undefined {
  if (!names) return undefined;
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw invalidParameter(`Duplicate value in attribute name: ${name}`);
    seen.add(name);
  }
  return names.map((name) => [name]);
}
