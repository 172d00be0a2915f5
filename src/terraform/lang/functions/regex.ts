/** Regular expressions in RE2's syntax, which is Go's. */
import { RE2JS } from "re2js";
import { DYNAMIC, listOf, objectOf, STRING, type Type, tupleOf } from "../type.ts";
import { listValue, nullValue, objectValue, stringValue, tupleValue, unknownValue, type Value } from "../value.ts";
import { ArgumentError, type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { textFunction } from "./text.ts";

const compiled = new Map<string, RE2JS>();

interface Pattern {
  readonly regex: RE2JS;
  /** Names of the capture groups, by index from 1; undefined for groups without one. */
  readonly groups: readonly (string | undefined)[];
}

/** Go and re2js call the same errors by different words. */
function goMessage(error: unknown): string {
  const text = (error as Error).message.replace(/^error parsing regexp: /, "");
  const match = /^([^:]+): `?([^]*?)`?$/.exec(text);
  return match ? `${match[1]}: ${match[2]}` : text;
}

function compile(source: string): Pattern {
  let regex = compiled.get(source);
  if (!regex) {
    try {
      regex = RE2JS.compile(source);
    } catch (error) {
      throw new ArgumentError(0, parseFailure(goMessage(error)));
    }
    compiled.set(source, regex);
  }
  const groups: (string | undefined)[] = Array.from({ length: regex.groupCount() }, () => undefined);
  for (const [name, index] of Object.entries(regex.namedGroups())) groups[(index as number) - 1] = name;
  return { regex, groups };
}

/** Terraform turns `description: \`fragment\`` round: `description in fragment`. */
function parseFailure(message: string): string {
  const at = message.indexOf(": ");
  return at < 0
    ? `invalid regexp pattern: ${message} in `
    : `invalid regexp pattern: ${message.slice(0, at)} in ${message.slice(at + 2)}`;
}

/** The type of one match: the whole text, a tuple of groups, or an object of named groups. */
function matchType({ groups }: Pattern): Type {
  if (groups.length === 0) return STRING;
  const named = groups.filter((name) => name !== undefined);
  if (named.length === 0) return tupleOf(groups.map(() => STRING));
  if (named.length < groups.length) {
    throw new ArgumentError(0, "invalid regexp pattern: cannot mix both named and unnamed capture groups");
  }
  return objectOf(new Map(named.map((name) => [name as string, STRING])));
}

function matchValue({ groups }: Pattern, match: ReturnType<RE2JS["matcher"]>): Value {
  const group = (index: number): Value => {
    const text = match.group(index);
    return text === null || text === undefined ? nullValue(STRING) : stringValue(text);
  };
  if (groups.length === 0) return group(0);
  const captured = groups.map((_, i) => group(i + 1));
  if (groups[0] === undefined) return tupleValue(captured);
  return objectValue(groups.map((name, i) => [name as string, captured[i] as Value] as const));
}

/** All matches in turn, but for empty ones right after another match or within a character. */
function* matchesOf({ regex }: Pattern, text: string): Generator<ReturnType<RE2JS["matcher"]>> {
  const matcher = regex.matcher(text);
  for (let last = -1; matcher.find(); last = matcher.end()) {
    const at = matcher.start();
    if (at === matcher.end() && (at === last || /[\udc00-\udfff]/.test(text[at] ?? ""))) continue;
    yield matcher;
  }
}

const typeOf = (pattern: Value): Type => (pattern.isKnown ? matchType(compile(pattern.string)) : DYNAMIC);

function replace(text: string, search: string, replacement: string): string {
  if (!(search.length > 1 && search.startsWith("/") && search.endsWith("/"))) {
    return search === "" ? insertEverywhere(text, replacement) : text.split(search).join(replacement);
  }
  const source = search.slice(1, -1);
  let pattern: Pattern;
  try {
    pattern = compile(source);
  } catch (error) {
    const message = (error as Error).message.replace(
      /^invalid regexp pattern: (.*) in (.*)$/,
      "error parsing regexp: $1: `$2`",
    );
    throw new FunctionError(message);
  }
  let result = "";
  let from = 0;
  for (const matcher of matchesOf(pattern, text)) {
    result += text.slice(from, matcher.start()) + expand(replacement, pattern, matcher);
    from = matcher.end();
  }
  return result + text.slice(from);
}

/** An empty search text is found before every character and at the end. */
const insertEverywhere = (text: string, insert: string): string =>
  insert +
  Array.from(text)
    .map((c) => c + insert)
    .join("");

/** Go's templates: `$1`, `${name}`, `$$`; the longest name counts, and unknown groups are empty. */
function expand(template: string, { groups }: Pattern, match: ReturnType<RE2JS["matcher"]>): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return "$";
    const index = /^\d+$/.test(name) ? Number(name) : groups.indexOf(name) + 1;
    if (index === 0 && name !== "0") return "";
    return index <= groups.length ? (match.group(index) ?? "") : "";
  });
}

export const REGEX_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  regex: {
    parameters: [param("pattern", STRING), param("string", STRING)],
    returns: DYNAMIC,
    typeFor: ([pattern]) => typeOf(pattern as Value),
    call: ([pattern, text], { type }) => {
      if (type.kind === "dynamic") return unknownValue(type);
      const p = compile((pattern as Value).string);
      const matcher = p.regex.matcher((text as Value).string);
      if (!matcher.find()) throw new FunctionError("pattern did not match any part of the given string");
      return matchValue(p, matcher);
    },
  },
  regexall: {
    parameters: [param("pattern", STRING), param("string", STRING)],
    returns: listOf(DYNAMIC),
    typeFor: ([pattern]) => listOf(typeOf(pattern as Value)),
    call: ([pattern, text], { type }) => {
      const p = compile((pattern as Value).string);
      const matches = Array.from(matchesOf(p, (text as Value).string), (matcher) => matchValue(p, matcher));
      return listValue((type as { element: Type }).element, matches);
    },
  },
  replace: textFunction(["str", "substr", "replace"], replace),
};
