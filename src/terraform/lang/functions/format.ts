/** `format` and `formatlist`. */
import { quoteGo } from "../../../hcl/quote.ts";
import { isWhollyKnown } from "../known.ts";
import { knownPrefix } from "../known-prefix.ts";
import { DYNAMIC, listOf, STRING } from "../type.ts";
import { listValue, stringValue, unknownValue, type Value } from "../value.ts";
import { ArgumentError, type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { formatVerb, type Verb } from "./format-verb.ts";

type Piece = string | Verb;

const VERB = /%([ +#0-]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([A-Za-z])/y;

/** The row of literal texts and verbs. Throws on what is neither, once what comes before it has been used. */
function* piecesOf(format: string): Generator<Piece> {
  let next = 1;
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf("%", at);
    if (percent !== at) {
      const end = percent < 0 ? format.length : percent;
      yield format.slice(at, end);
      at = end;
      continue;
    }
    if (format[at + 1] === "%") {
      yield "%";
      at += 2;
      continue;
    }
    VERB.lastIndex = at;
    const match = VERB.exec(format);
    if (!match) throw new FunctionError(brokenVerb(format, at));
    const [raw, flags = "", width, precision, argument, mode = ""] = match;
    const position = argument === undefined ? next : Number(argument);
    next = position + 1;
    yield {
      raw,
      offset: Buffer.byteLength(format.slice(0, at), "utf8"),
      flags,
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision || "0"),
      argument: position,
      mode,
    };
    at += raw.length;
  }
}

function brokenVerb(format: string, at: number): string {
  const valid = /%[ +#0-]*(?:[1-9]\d*)?(?:\.\d*)?(?:\[(?:[1-9]\d*)?)?\]?/y;
  valid.lastIndex = at;
  const prefix = valid.exec(format)?.[0] ?? "%";
  const end = at + prefix.length;
  const offset = Buffer.byteLength(format.slice(0, end), "utf8");
  const char = format[end];
  if (char === undefined) {
    return `invalid format string starting at offset ${Buffer.byteLength(format.slice(0, at), "utf8") + 1}`;
  }
  return `unrecognized format character ${quoteRune(String.fromCodePoint(format.codePointAt(end) as number))} at offset ${offset}`;
}

const quoteRune = (rune: string): string => `'${rune === "'" ? "\\'" : rune}'`;

function render(format: string, args: readonly Value[]): string {
  let result = "";
  let highest = 0;
  for (const piece of piecesOf(format)) {
    if (typeof piece === "string") {
      result += piece;
      continue;
    }
    const arg = args[piece.argument - 1];
    if (!arg) {
      throw new FunctionError(
        `not enough arguments for ${quoteGo(piece.raw)} at ${piece.offset}: need index ${piece.argument} but have ${args.length} total`,
      );
    }
    highest = Math.max(highest, piece.argument);
    result += formatVerb(piece, arg);
  }
  if (highest < args.length) {
    const reason =
      highest === 0
        ? "too many arguments; no verbs in format string"
        : `too many arguments; only ${highest} used by format string`;
    throw new ArgumentError(highest + 1, reason);
  }
  return result;
}

/** What an unknown result will certainly begin with: the text before the first verb. */
function certainPrefix(format: string): string {
  const end = format.indexOf("%");
  return knownPrefix(end < 0 ? format : format.slice(0, end));
}

function formatOne([format, ...args]: readonly Value[]): Value {
  const text = (format as Value).string;
  if (!args.every(isWhollyKnown)) {
    const stringPrefix = certainPrefix(text);
    return unknownValue(STRING, { notNull: true, ...(stringPrefix !== "" && { stringPrefix }) });
  }
  return stringValue(render(text, args));
}

const isList = (value: Value): boolean =>
  (value.type.kind === "list" || value.type.kind === "tuple" || value.type.kind === "set") && !value.isNull;

function formatList([format, ...args]: readonly Value[]): Value {
  const text = (format as Value).string;
  if (args.length === 0) return listValue(STRING, [stringValue(render(text, []))]);
  let length: { readonly count: number; readonly argument: number } | undefined;
  for (const [i, arg] of args.entries()) {
    if (!isList(arg)) continue;
    if (!arg.isKnown) return unknownValue(listOf(STRING), { notNull: true });
    const count = arg.elements.length;
    if (length && length.count !== count) {
      throw new ArgumentError(
        i + 1,
        `argument ${i + 1} has length ${count}, which is inconsistent with argument ${length.argument} of length ${length.count}`,
      );
    }
    length ??= { count, argument: i + 1 };
  }
  const results: Value[] = [];
  for (let i = 0; i < (length?.count ?? 1); i++) {
    const row = args.map((arg) => (isList(arg) ? (arg.elements[i] as Value) : arg));
    if (!row.every(isWhollyKnown)) {
      const stringPrefix = certainPrefix(text);
      results.push(unknownValue(STRING, { notNull: true, ...(stringPrefix !== "" && { stringPrefix }) }));
      continue;
    }
    try {
      results.push(stringValue(render(text, row)));
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      throw new FunctionError(`error on format iteration ${i}: ${error.message}`);
    }
  }
  return listValue(STRING, results);
}

const args = param("args", DYNAMIC, { allowNull: true, allowUnknown: true });

export const FORMAT_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  format: {
    parameters: [param("format", STRING)],
    variadic: args,
    returns: DYNAMIC,
    typeFor: () => STRING,
    call: formatOne,
  },
  formatlist: {
    parameters: [param("format", STRING)],
    variadic: args,
    returns: DYNAMIC,
    typeFor: () => listOf(STRING),
    call: formatList,
  },
};
