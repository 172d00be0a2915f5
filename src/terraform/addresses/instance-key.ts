/** The key of one instance of a resource or module: an index of `count`, a key of `for_each`, or none. */
import { compareUtf8 } from "../lang/type.ts";

export type InstanceKey = number | string | undefined;

/** `[0]`, `["a"]`, or nothing. */
export function printKey(key: InstanceKey): string {
  if (key === undefined) return "";
  return typeof key === "number" ? `[${key}]` : `["${escapeQuoted(key)}"]`;
}

/** No key first, then indexes by size, then strings by their UTF-8 bytes. */
export function compareKeys(a: InstanceKey, b: InstanceKey): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  if (typeof a === "number") return typeof b === "number" ? a - b : -1;
  return typeof b === "number" ? 1 : compareUtf8(a, b);
}

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

/** Text as it stands between the quotes of a string of the language. */
export function escapeQuoted(text: string): string {
  return text.replace(/[\n\r\t"\\]/g, (c) => ESCAPES[c] as string).replace(/[$%](?=\{)/g, (c) => c + c);
}
