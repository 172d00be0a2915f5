/** Functions on strings, with Go's rules for white space and letter case. */
import { graphemes } from "../../../hcl/position.ts";
import { isWhollyKnown, refinementOf } from "../known.ts";
import { BOOL, listOf, NUMBER, STRING } from "../type.ts";
import { boolValue, listValue, numberValue, stringValue, unknownValue, type Value } from "../value.ts";
import { ArgumentError, type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { wholeNumber } from "./whole-number.ts";

const str = param("str", STRING);

/** A function from strings to a string. */
export const textFunction = (
  names: readonly string[],
  apply: (first: string, second: string, third: string) => string,
): FunctionDefinition => ({
  parameters: names.map((name) => param(name, STRING)),
  returns: STRING,
  call: ([a, b, c]) => stringValue(apply((a as Value).string, b?.string ?? "", c?.string ?? "")),
});

const testFunction = (
  names: readonly [string, string],
  test: (text: string, other: string) => boolean,
): FunctionDefinition => ({
  parameters: names.map((name) => param(name, STRING)),
  returns: BOOL,
  call: ([text, other]) => boolValue(test((text as Value).string, (other as Value).string)),
});

// Go's unicode.IsSpace: unlike JavaScript's trim it knows U+0085, and leaves U+FEFF alone.
const SPACE = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const EDGE_SPACE = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");

/** One letter becomes one letter, as Go maps case; what would grow stays as it is. */
const eachLetter = (text: string, change: (letter: string) => string): string => {
  let result = "";
  for (const letter of text) {
    const changed = change(letter);
    result += Array.from(changed).length === 1 ? changed : letter;
  }
  return result;
};

const upper = (text: string): string => eachLetter(text, (letter) => letter.toUpperCase());
// The dotted capital I is the one letter whose simple lower case JavaScript does not give.
const lower = (text: string): string =>
  eachLetter(text, (letter) => (letter === "\u0130" ? "i" : letter.toLowerCase()));

/** Capitalises what follows anything that is neither letter, digit nor underscore. */
function title(text: string): string {
  let previous = " ";
  let result = "";
  for (const letter of text) {
    result += isSeparator(previous) ? upper(letter) : letter;
    previous = letter;
  }
  return result;
}

function isSeparator(letter: string): boolean {
  if ((letter.codePointAt(0) as number) <= 0x7f) return !/[0-9A-Za-z_]/.test(letter);
  if (/[\p{L}\p{Nd}]/u.test(letter)) return false;
  return new RegExp(SPACE).test(letter);
}

function trim(text: string, cutset: string): string {
  const letters = Array.from(text);
  const cut = new Set(cutset);
  let start = 0;
  let end = letters.length;
  while (start < end && cut.has(letters[start] as string)) start++;
  while (end > start && cut.has(letters[end - 1] as string)) end--;
  return letters.slice(start, end).join("");
}

function indent(spaces: number, text: string): string {
  if (spaces < 0) throw new FunctionError("panic in function implementation: strings: negative Repeat count");
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}

/** By grapheme clusters; a negative offset counts from the end, length -1 means the rest. */
function substr(text: string, offset: number, length: number): string {
  const clusters = graphemes(text);
  const from = offset < 0 ? offset + clusters.length : offset;
  if (length === 0) return "";
  const rest = clusters.slice(Math.max(from, 0));
  return (length < 0 ? rest : rest.slice(0, length)).join("");
}

function join([separator, ...lists]: readonly Value[]): Value {
  const items: string[] = [];
  if (lists.length === 0) throw new FunctionError("at least one list is required");
  if (!lists.every(isWhollyKnown)) return unknownValue(STRING, { notNull: true });
  for (const [i, list] of lists.entries()) {
    for (const [j, item] of list.elements.entries()) {
      if (!item.isNull) {
        items.push(item.string);
        continue;
      }
      const message =
        lists.length === 1
          ? `element ${j} is null; cannot concatenate null values`
          : `element ${j} of list ${i + 1} is null; cannot concatenate null values`;
      throw new ArgumentError(i + 1, message);
    }
  }
  return stringValue(items.join((separator as Value).string));
}

/** What is certain about the beginning of an unknown text may decide. */
function startsWith([text, prefix]: readonly Value[]): Value {
  const wanted = (prefix as Value).string;
  if ((text as Value).isKnown) return boolValue((text as Value).string.startsWith(wanted));
  const certain = refinementOf(text as Value).stringPrefix ?? "";
  return certain.length >= wanted.length
    ? boolValue(certain.startsWith(wanted))
    : unknownValue(BOOL, { notNull: true });
}

export const TEXT_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  chomp: textFunction(["str"], (text) => text.replace(/(?:\r\n?|\n)+$/, "")),
  endswith: testFunction(["str", "suffix"], (text, suffix) => text.endsWith(suffix)),
  startswith: {
    parameters: [param("str", STRING, { allowUnknown: true }), param("prefix", STRING)],
    returns: BOOL,
    call: startsWith,
  },
  strcontains: testFunction(["str", "substr"], (text, part) => text.includes(part)),
  lower: textFunction(["str"], lower),
  upper: textFunction(["str"], upper),
  title: textFunction(["str"], title),
  strrev: textFunction(["str"], (text) => graphemes(text).reverse().join("")),
  trim: textFunction(["str", "cutset"], trim),
  trimprefix: textFunction(["str", "prefix"], (text, prefix) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimsuffix: textFunction(["str", "suffix"], (text, suffix) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  trimspace: textFunction(["str"], (text) => text.replace(EDGE_SPACE, "")),
  indent: {
    parameters: [param("spaces", NUMBER), str],
    returns: STRING,
    call: ([spaces, text]) => stringValue(indent(wholeNumber(spaces as Value), (text as Value).string)),
  },
  substr: {
    parameters: [str, param("offset", NUMBER), param("length", NUMBER)],
    returns: STRING,
    call: ([text, offset, length]) =>
      stringValue(substr((text as Value).string, wholeNumber(offset as Value), wholeNumber(length as Value))),
  },
  join: {
    parameters: [param("separator", STRING)],
    variadic: param("lists", listOf(STRING)),
    returns: STRING,
    call: join,
  },
  split: {
    parameters: [param("separator", STRING), str],
    returns: listOf(STRING),
    call: ([separator, text]) => listValue(STRING, splitText((text as Value).string, (separator as Value).string)),
  },
};

function splitText(text: string, separator: string): Value[] {
  // Without a separator Go splits into code points.
  const parts = separator === "" ? Array.from(text) : text.split(separator);
  return parts.map(stringValue);
}

/** The number of grapheme clusters. */
export const textLength = (text: string): Value => numberValue(graphemes(text).length);
