/**
 * Filter patterns of plain terms: every term must occur, a quoted phrase as a whole, `-term` must not, and of `?term`s
 * at least one. Matching is by case.
 */
import { ServiceException } from "../../wire/service-exception.ts";

export type MessageTest = (message: string) => boolean;

/** Undefined for the empty pattern, which every event matches. */
export function compileFilterPattern(pattern: string): MessageTest | undefined {
  const text = pattern.trim();
  if (text === "") return undefined;
  if (/^[{[%]/.test(text)) {
    throw new ServiceException(
      "NotImplemented",
      "Terrarium does not implement JSON, space-delimited and regular-expression filter patterns.",
      {},
      501,
    );
  }
  const required: string[] = [];
  const optional: string[] = [];
  const excluded: string[] = [];
  for (const match of text.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)) {
    const term = match[2] === undefined ? (match[3] as string) : match[2].replace(/\\(.)/g, "$1");
    ({ "-": excluded, "?": optional, "": required })[match[1] as "" | "-" | "?"].push(term);
  }
  return (message) =>
    required.every((term) => message.includes(term)) &&
    (optional.length === 0 || optional.some((term) => message.includes(term))) &&
    !excluded.some((term) => message.includes(term));
}
