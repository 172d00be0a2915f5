/** What the data sources share: filters from attributes, tags and `filter` blocks, and one match or a refusal. */
import type { Filter } from "@aws-sdk/client-ec2";
import { Refusal } from "../framework/behaviour.ts";
import type { TagMap } from "../framework/tags.ts";

interface Custom {
  readonly tags?: TagMap;
  readonly filter?: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Filters by EC2's name for them, those without a value left out; undefined when there is none at all. */
export function lookUpFilters(
  attributes: Readonly<Record<string, string | boolean | null | undefined>>,
  { tags = {}, filter = [] }: Custom = {},
): Filter[] | undefined {
  const found = [
    ...Object.entries(attributes)
      .filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
      .map(([Name, value]) => ({ Name, Values: [String(value)] })),
    ...Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] })),
    ...filter.map(({ name, values }) => ({ Name: name, Values: [...values] })),
  ];
  return found.length > 0 ? found : undefined;
}

/** The one match; `things` where the plural is more than an s. */
export function theOne<T>(found: readonly T[] | undefined, thing: string, things = `${thing}s`): T {
  const [one, second] = found ?? [];
  if (one === undefined) throw new Refusal(`no matching ${thing} found`);
  if (second !== undefined)
    throw new Refusal(`multiple ${things} matched; use additional constraints to reduce matches to a single ${thing}`);
  return one;
}
