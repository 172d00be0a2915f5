/** The processors that make structure of text: parseJSON, csv, parseKeyValue, grok. */
import type { CSV, Grok, ParseJSON, ParseKeyValue } from "@aws-sdk/client-cloudwatch-logs";
import { type Document, insert, MESSAGE, valueAt } from "./document.ts";
import { compileGrok } from "./grok.ts";
import type { Step } from "./processor.ts";

export function textOf(document: Document, message: string, source: string | undefined): string | undefined {
  if (source === undefined || source === MESSAGE) return message;
  const value = valueAt(document, source);
  return typeof value === "string" ? value : undefined;
}

export const parseJson =
  ({ source, destination }: ParseJSON): Step =>
  (document, message) => {
    const text = textOf(document, message, source);
    if (text === undefined) return;
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      return;
    }
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return;
    insert(document, destination, parsed as Document);
  };

export function csv({ source, destination, columns, delimiter = ",", quoteCharacter = '"' }: CSV): Step {
  const separator = delimiter === "\\t" ? "\t" : delimiter;
  return (document, message) => {
    const text = textOf(document, message, source);
    if (text === undefined) return;
    const values = splitLine(text, separator, quoteCharacter);
    const members = values.map((value, i) => [columns?.[i] ?? `column_${i + 1}`, value] as const);
    insert(document, destination, Object.fromEntries(members));
  };
}

/** A quote inside a quoted field is written twice. */
function splitLine(text: string, delimiter: string, quote: string): string[] {
  const values: string[] = [];
  let at = 0;
  for (;;) {
    let value = "";
    if (text.startsWith(quote, at)) {
      at += quote.length;
      for (;;) {
        const end = text.indexOf(quote, at);
        value += text.slice(at, end < 0 ? text.length : end);
        at = end < 0 ? text.length : end + quote.length;
        if (end < 0 || !text.startsWith(quote, at)) break;
        value += quote;
        at += quote.length;
      }
    }
    const end = text.indexOf(delimiter, at);
    values.push(value + text.slice(at, end < 0 ? text.length : end));
    if (end < 0) return values;
    at = end + delimiter.length;
  }
}

export const parseKeyValue = (options: ParseKeyValue): Step => {
  const { source, destination, fieldDelimiter = "&", keyValueDelimiter = "=", keyPrefix = "", nonMatchValue } = options;
  return (document, message) => {
    const text = textOf(document, message, source);
    if (text === undefined) return;
    const members: Document = {};
    for (const field of text.split(fieldDelimiter)) {
      const at = field.indexOf(keyValueDelimiter);
      if (at >= 0) members[keyPrefix + field.slice(0, at)] = field.slice(at + keyValueDelimiter.length);
      else if (nonMatchValue !== undefined) members[keyPrefix + field] = nonMatchValue;
    }
    insert(document, destination, members, options.overwriteIfExists ?? false);
  };
};

export function grok({ source, match }: Grok): Step {
  const extract = compileGrok(match as string);
  return (document, message) => {
    const text = textOf(document, message, source);
    const found = text === undefined ? undefined : extract(text);
    if (found) insert(document, undefined, found);
  };
}
