/** JSON texts as the provider keeps and compares them. */
import { goEscaped } from "../../../terraform/lang/json-text.ts";
import { jsonFault } from "./go-json.ts";

type Json = null | string | number | boolean | Json[] | { [name: string]: Json };

const parse = (text: string): Json | undefined => (jsonFault(text) ? undefined : (JSON.parse(text) as Json));

const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
};

/** Keys in order, no blanks; a text that is no JSON stays as it is. */
export function normalizedJson(text: string): string {
  const value = parse(text);
  return value === undefined ? text : goEscaped(JSON.stringify(sorted(value)));
}

/** Like `normalizedJson` with "Version" before all else, as inline policies are kept. */
export function versionFirst(text: string): string {
  const value = parse(text);
  if (value === undefined || value === null || typeof value !== "object" || Array.isArray(value)) return text;
  const { Version, ...rest } = sorted(value) as { [name: string]: Json };
  return goEscaped(JSON.stringify(Version === undefined ? rest : { Version, ...rest }));
}

export const sameJson = (a: string, b: string): boolean =>
  a === b || (parse(a) !== undefined && parse(b) !== undefined && normalizedJson(a) === normalizedJson(b));
