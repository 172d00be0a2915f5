import { kinds } from "./resources.ts";

const TYPES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(kinds).map(([kind, { prefix }]) => [prefix, kind])),
  i: "instance",
  vol: "volume",
};

/** The resource type that an id's prefix tells, as DescribeTags gives it. */
export function resourceTypeOf(id: string): string {
  return TYPES[id.slice(0, id.lastIndexOf("-"))] ?? "";
}
