/**
 * Command-line flags as Go's flag package reads them, which is what Terraform's users know: `-name`, `--name`,
 * `-name=value`, `-name value`, up to the first argument that is no flag or after `--`. Errors are in its words.
 */
export type FlagKind = "boolean" | "string" | "number" | "duration" | "list";

export type FlagDefinitions = Readonly<Record<string, FlagKind>>;

type FlagValue<K extends FlagKind> = K extends "boolean"
  ? boolean
  : K extends "string"
    ? string
    : K extends "list"
      ? readonly string[]
      : number;

export interface ParsedFlags<D extends FlagDefinitions> {
  /** Only the flags that were given; durations in milliseconds. */
  readonly values: { readonly [N in keyof D]?: FlagValue<D[N]> };
  /** Every occurrence in order, for flags such as -var and -var-file that override one another. */
  readonly occurrences: readonly { readonly name: string; readonly value: string }[];
  readonly rest: readonly string[];
  /** The first mistake, after which nothing more was read. */
  readonly error?: string;
}

export function parseFlags<D extends FlagDefinitions>(given: readonly string[], definitions: D): ParsedFlags<D> {
  const values: Record<string, boolean | string | number | string[]> = {};
  const args = given.filter((argument) => {
    const name = ANYWHERE[argument];
    if (name === undefined || !Object.hasOwn(definitions, name)) return true;
    values[name] = true;
    return false;
  });
  const occurrences: { name: string; value: string }[] = [];
  const result = (rest: readonly string[], error?: string): ParsedFlags<D> => {
    return {
      values: values as ParsedFlags<D>["values"],
      occurrences,
      rest,
      ...(error === undefined ? {} : { error }),
    };
  };
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] as string;
    if (argument.length < 2 || !argument.startsWith("-")) return result(args.slice(i));
    if (argument === "--") return result(args.slice(i + 1));
    const text = argument.slice(argument.startsWith("--") ? 2 : 1);
    if (text === "" || text.startsWith("-") || text.startsWith("=")) {
      return result(args.slice(i + 1), `bad flag syntax: ${argument}`);
    }
    const equals = text.indexOf("=");
    const name = equals === -1 ? text : text.slice(0, equals);
    const kind = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (!kind) return result(args.slice(i + 1), `flag provided but not defined: -${name}`);
    let value = equals === -1 ? undefined : text.slice(equals + 1);
    if (value === undefined) {
      if (kind === "boolean") value = "true";
      else if (i + 1 < args.length) value = args[++i] as string;
      else return result([], `flag needs an argument: -${name}`);
    }
    const parsed = parseValue(kind, value);
    if (parsed === undefined) {
      const what = kind === "boolean" ? `boolean value "${value}" for` : `value "${value}" for flag`;
      return result(args.slice(i + 1), `invalid ${what} -${name}: parse error`);
    }
    occurrences.push({ name, value });
    if (kind === "list") ((values[name] ??= []) as string[]).push(value);
    else values[name] = parsed;
  }
  return result([]);
}

/** How to speak is known wherever it is said, behind arguments and mistakes too. */
const ANYWHERE: Readonly<Record<string, string>> = {
  "-no-color": "no-color",
  "-compact-warnings": "compact-warnings",
};

const BOOLEANS: Readonly<Record<string, boolean>> = {
  "1": true,
  t: true,
  T: true,
  true: true,
  TRUE: true,
  True: true,
  "0": false,
  f: false,
  F: false,
  false: false,
  FALSE: false,
  False: false,
};

function parseValue(kind: FlagKind, text: string): boolean | string | number | undefined {
  switch (kind) {
    case "boolean":
      return Object.hasOwn(BOOLEANS, text) ? BOOLEANS[text] : undefined;
    case "number":
      return /^[+-]?(\d+|0[xX][\da-fA-F]+)$/.test(text) ? Number(text) : undefined;
    case "duration":
      return parseDuration(text);
    default:
      return text;
  }
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Go's durations, such as 1m30s, in milliseconds. */
export function parseDuration(text: string): number | undefined {
  const match = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+|0)$/.exec(text);
  if (!match) return undefined;
  let total = 0;
  for (const [, number, unit] of (match[2] as string).matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(number) * (UNITS[unit as string] as number);
  }
  return match[1] === "-" ? -total : total;
}

/** What a command says about a mistake in its flags. */
export const flagsErrorText = (error: string): string => `Error parsing command-line flags: ${error}\n`;
