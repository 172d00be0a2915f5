/** The fields Insights discovers in the JSON of an event: paths with dots, of at most 200 values. */
import type { EventRow } from "./row.ts";

const MOST_FIELDS = 200;

export function documentFields(row: EventRow): Record<string, string> {
  const fields: Record<string, string> = {};
  let count = 0;
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) walk(inner, path === "" ? name : `${path}.${name}`);
    } else if (value !== null && path !== "" && count++ < MOST_FIELDS) {
      fields[path] = typeof value === "string" ? value : JSON.stringify(value);
    }
  };
  walk(row.document, "");
  return fields;
}
