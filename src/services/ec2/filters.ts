/**
 * EC2's filters: all must hold, one value of each suffices, `*` and `?` are wildcards. Any member of the answer can be
 * asked for by its name in kebab case; a kind adds the names that reach deeper.
 */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Tag } from "../../cloud/identity/records.ts";
import { invalidParameter } from "./fault.ts";
import { type Filterable, isFilterName } from "./filter-names.ts";

export type FieldValue = string | number | boolean | undefined | readonly (string | number | boolean | undefined)[];
export type FilterFields<Item> = Readonly<Record<string, (item: Item) => FieldValue>>;

/** Throws for a filter that the kind does not have. */
export function checkFilters(
  kind: Filterable,
  filters: readonly Ec2.Filter[] | undefined,
  fields: Readonly<Record<string, unknown>> = {},
): void {
  const unknown = filters?.find(({ Name = "" }) => !isFilterName(kind, Name) && !Object.hasOwn(fields, Name));
  if (unknown) throw invalidParameter(`The filter '${unknown.Name}' is invalid`);
}

export function matchesFilters<Item extends object>(
  item: Item,
  tags: readonly Tag[],
  filters: readonly Ec2.Filter[] | undefined,
  fields: FilterFields<Item>,
): boolean {
  return (filters ?? []).every(({ Name = "", Values = [] }) => {
    const present = valuesOf(item, tags, Name, fields);
    return Values.some((pattern) => present.some((value) => filterMatches(pattern, value)));
  });
}

function valuesOf<Item extends object>(
  item: Item,
  tags: readonly Tag[],
  name: string,
  fields: FilterFields<Item>,
): string[] {
  if (name.startsWith("tag:")) return tags.filter(({ Key }) => Key === name.slice(4)).map(({ Value }) => Value);
  if (name === "tag-key") return tags.map(({ Key }) => Key);
  if (name === "tag-value") return tags.map(({ Value }) => Value);
  const read = fields[name];
  return texts(read ? read(item) : memberValue(item, name));
}

function memberValue(item: object, name: string): FieldValue {
  const member = name.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
  const value: unknown = (item as Readonly<Record<string, unknown>>)[member];
  return typeof value === "object" ? undefined : (value as FieldValue);
}

function texts(value: FieldValue): string[] {
  const list = Array.isArray(value) ? (value as readonly FieldValue[]) : [value];
  return list.flatMap((one) => (one === undefined ? [] : [String(one)]));
}

// A backslash takes the meaning from a wildcard.
function filterMatches(pattern: string, text: string): boolean {
  if (!/[*?\\]/.test(pattern)) return pattern === text;
  const source = pattern.replace(/\\([*?\\])|[*?]|[.+^${}()|[\]\\]/g, (sign, escaped: string | undefined) => {
    if (escaped) return `\\${escaped}`;
    return sign === "*" ? ".*" : sign === "?" ? "." : `\\${sign}`;
  });
  return new RegExp(`^${source}$`, "s").test(text);
}
