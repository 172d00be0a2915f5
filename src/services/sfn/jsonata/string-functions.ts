/** Functions of texts. */
import type { Builtins } from "./builtin.ts";
import type { FunctionValue } from "./environment.ts";
import { JsonataError } from "./error.ts";
import { invoke } from "./evaluate.ts";
import { formatNumber } from "./number-picture.ts";
import { sequenceOf } from "./sequence.ts";
import { textOf } from "./text.ts";

type Text = string | undefined;

const characters = (text: string): string[] => Array.from(text);

function substring(text: Text, start: number, length?: number): Text {
  if (text === undefined) return undefined;
  const all = characters(text);
  const from = start < 0 ? Math.max(all.length + start, 0) : start;
  return all.slice(from, length === undefined ? undefined : Math.max(from + length, 0)).join("");
}

const around = (before: boolean) => (text: Text, part: Text) => {
  if (text === undefined) return undefined;
  const at = text.indexOf(part ?? "");
  if (at < 0 || part === undefined) return text;
  return before ? text.slice(0, at) : text.slice(at + part.length);
};

function pad(text: Text, width: number, sign = " "): Text {
  if (text === undefined) return undefined;
  const missing = Math.abs(width) - characters(text).length;
  if (missing <= 0) return text;
  const filling = characters((sign || " ").repeat(missing))
    .slice(0, missing)
    .join("");
  return width > 0 ? text + filling : filling + text;
}

interface Match {
  readonly match: string;
  readonly index: number;
  readonly groups: readonly string[];
}

const matches = (text: string, expression: RegExp, most = Number.POSITIVE_INFINITY): Match[] =>
  Array.from(text.matchAll(expression), (match) => ({
    match: match[0],
    index: match.index,
    groups: match.slice(1),
  })).slice(0, most);

const negative = (code: string, name: string, position: string) =>
  new JsonataError(code, `${position} argument of ${name} function must evaluate to a positive number`);

function replace(text: Text, pattern: string | RegExp, replacement: string | FunctionValue, most?: number): Text {
  if (text === undefined) return undefined;
  if (pattern === "") throw new JsonataError("D3010", "Second argument of replace function cannot be an empty string");
  if (most !== undefined && most < 0) throw negative("D3011", "replace", "Fourth");
  let result = "";
  let end = 0;
  const found = typeof pattern === "string" ? occurrences(text, pattern, most) : matches(text, pattern, most);
  for (const match of found) {
    result += text.slice(end, match.index) + replaced(match, replacement, typeof pattern === "string");
    end = match.index + match.match.length;
  }
  return result + text.slice(end);
}

function occurrences(text: string, part: string, most = Number.POSITIVE_INFINITY): Match[] {
  const found: Match[] = [];
  for (let at = text.indexOf(part); at >= 0 && found.length < most; at = text.indexOf(part, at + part.length)) {
    found.push({ match: part, index: at, groups: [] });
  }
  return found;
}

function replaced(match: Match, replacement: string | FunctionValue, literally: boolean): string {
  if (typeof replacement !== "string") {
    const text = invoke(replacement, [match]);
    if (typeof text === "string") return text;
    throw new JsonataError("D3012", "Attempted to replace a matched string with a non-string value");
  }
  if (literally) return replacement;
  return replacement.replace(/\$(\$|\d+)/g, (_whole, sign: string) => {
    if (sign === "$") return "$";
    // As many digits as there are groups; the others are text.
    for (let length = sign.length; length > 0; length--) {
      const index = Number(sign.slice(0, length));
      if (index === 0) return match.match + sign.slice(length);
      if (index <= match.groups.length) return (match.groups[index - 1] ?? "") + sign.slice(length);
    }
    return sign.slice(1);
  });
}

function split(text: Text, separator: string | RegExp, most?: number): unknown {
  if (text === undefined) return undefined;
  if (most !== undefined && most < 0) throw negative("D3020", "split", "Third");
  const plain = typeof separator === "string" ? separator : new RegExp(separator.source, separator.flags);
  return text.split(plain).slice(0, most === undefined ? undefined : Math.floor(most));
}

export const stringFunctions: Builtins = {
  string: [
    "<x-b?:s>",
    (value: unknown, prettify?: boolean) => (value === undefined ? undefined : textOf(value, prettify)),
  ],
  length: ["<s-:n>", (text: Text) => (text === undefined ? undefined : characters(text).length)],
  substring: ["<s-nn?:s>", substring],
  substringBefore: ["<s-s:s>", around(true)],
  substringAfter: ["<s-s:s>", around(false)],
  uppercase: ["<s-:s>", (text: Text) => text?.toUpperCase()],
  lowercase: ["<s-:s>", (text: Text) => text?.toLowerCase()],
  trim: ["<s-:s>", (text: Text) => text?.replace(/[ \t\n\r]+/g, " ").trim()],
  pad: ["<s-ns?:s>", pad],
  contains: [
    "<s-(sf):b>",
    (text: Text, part: string | RegExp) =>
      text === undefined ? undefined : typeof part === "string" ? text.includes(part) : text.search(part) >= 0,
  ],
  match: [
    "<s-fn?:a<o>>",
    (text: Text, expression: RegExp, most?: number) =>
      text === undefined ? undefined : sequenceOf(...matches(text, expression, most)),
  ],
  replace: ["<s-(sf)(sf)n?:s>", replace],
  split: ["<s-(sf)n?:a<s>>", split],
  join: ["<a<s>s?:s>", (parts: readonly string[] | undefined, separator = "") => parts?.join(separator)],
  formatNumber: ["<n-so?:s>", formatNumber],
  base64encode: ["<s-:s>", (text: Text) => text && Buffer.from(text, "binary").toString("base64")],
  base64decode: ["<s-:s>", (text: Text) => text && Buffer.from(text, "base64").toString("binary")],
  encodeUrlComponent: ["<s-:s>", (text: Text) => text && encodeURIComponent(text)],
  encodeUrl: ["<s-:s>", (text: Text) => text && encodeURI(text)],
  decodeUrlComponent: ["<s-:s>", (text: Text) => text && decodeURIComponent(text)],
  decodeUrl: ["<s-:s>", (text: Text) => text && decodeURI(text)],
};
