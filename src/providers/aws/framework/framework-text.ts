/** A value as the newer plugin framework writes it in messages. */
import { isObject, type Plain, UNKNOWN } from "./plain.ts";

export function frameworkText(value: Plain): string {
  if (value === null) return "<null>";
  if (value === UNKNOWN) return "<unknown>";
  if (Array.isArray(value)) return `[${value.map(frameworkText).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${frameworkText(member)}`).join(",")}}`;
}
