/** Filter patterns: `{…}` of JSON fields, `[…]` of space-delimited fields, anything else of terms. */
import { jsonPattern } from "./json-pattern.ts";
import { type FilterPattern, invalidPattern } from "./pattern.ts";
import { spacePattern } from "./space-pattern.ts";
import { termsPattern } from "./terms-pattern.ts";

/** Undefined for the empty pattern, which every event matches. */
export function compileFilterPattern(pattern: string): FilterPattern | undefined {
  const text = pattern.trim();
  if (text === "") return undefined;
  if (text.startsWith("{")) return jsonPattern(between(text, "}"));
  if (text.startsWith("[")) return spacePattern(between(text, "]"));
  return termsPattern(text);
}

function between(text: string, close: string): string {
  if (!text.endsWith(close)) {
    throw invalidPattern(`If a filter pattern starts with '${text[0]}' it must end with '${close}'`);
  }
  return text.slice(1, -1);
}
