/**
 * Filter criteria of event source mappings: patterns of JSON in which leaves are lists of alternatives, some of them
 * rules (exists, prefix, suffix, anything-but, numeric, equals-ignore-case, wildcard), and `$or` joins branches.
 */
export type Pattern = { readonly [key: string]: unknown };

/** The patterns of a mapping; undefined when one of them is none. */
export function parsePatterns(texts: readonly string[]): Pattern[] | undefined {
  const patterns: Pattern[] = [];
  for (const text of texts) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return undefined;
    }
    if (!isObject(value) || !isPattern(value)) return undefined;
    patterns.push(value);
  }
  return patterns;
}

/** Whether a record passes: any one of the patterns suffices, and no patterns at all let everything pass. */
export const passes = (patterns: readonly Pattern[], record: unknown): boolean =>
  patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, record));

export function matchesPattern(pattern: Pattern, value: unknown): boolean {
  return Object.entries(pattern).every(([key, part]) => {
    if (key === "$or" && Array.isArray(part)) return part.some((branch) => matchesPattern(branch as Pattern, value));
    const member = isObject(value) ? value[key] : undefined;
    const present = isObject(value) && Object.hasOwn(value, key);
    return Array.isArray(part) ? matchesAny(part, member, present) : isObject(part) && matchesPattern(part, member);
  });
}

function isPattern(value: Pattern): boolean {
  return Object.entries(value).every(([key, part]) => {
    if (key === "$or")
      return Array.isArray(part) && part.length > 0 && part.every((branch) => isObject(branch) && isPattern(branch));
    if (Array.isArray(part)) return part.length > 0 && part.every(isRuleOrValue);
    return isObject(part) && isPattern(part);
  });
}

const isText = (value: unknown): boolean => typeof value === "string";
const isScalar = (value: unknown): boolean => isText(value) || typeof value === "number";
const isTextOfAnyCase = (value: unknown): boolean =>
  isText(value) || (isObject(value) && Object.keys(value).length === 1 && isText(value["equals-ignore-case"]));

/** What each rule takes. */
const RULES: Readonly<Record<string, (argument: unknown) => boolean>> = {
  exists: (argument) => typeof argument === "boolean",
  prefix: isTextOfAnyCase,
  suffix: isTextOfAnyCase,
  "equals-ignore-case": isText,
  wildcard: isText,
  numeric: isComparisons,
  "anything-but": (argument) =>
    isScalar(argument) ||
    (Array.isArray(argument) && argument.length > 0 && argument.every(isScalar)) ||
    (isObject(argument) && isExclusion(argument)),
};

/** Pairs of an operator and a number; the second pair closes a range. */
function isComparisons(argument: unknown): boolean {
  if (!Array.isArray(argument) || (argument.length !== 2 && argument.length !== 4)) return false;
  const operators = ["=", "<", "<=", ">", ">="];
  return argument.every((part, at) => (at % 2 === 0 ? operators.includes(String(part)) : typeof part === "number"));
}

function isExclusion(argument: Pattern): boolean {
  const [[name, value] = [], ...others] = Object.entries(argument);
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  return (
    others.length === 0 &&
    ["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(name ?? "") &&
    values.length > 0 &&
    values.every(isText)
  );
}

function isRuleOrValue(part: unknown): boolean {
  if (Array.isArray(part)) return false;
  if (!isObject(part)) return true;
  const [[name, argument] = [], ...others] = Object.entries(part);
  return others.length === 0 && RULES[name ?? ""]?.(argument) === true;
}

/** A list in the record passes when one of its elements does. */
function matchesAny(alternatives: readonly unknown[], member: unknown, present: boolean): boolean {
  return alternatives.some((alternative) => {
    if (isObject(alternative) && "exists" in alternative) return alternative["exists"] === present;
    if (!present) return false;
    const values = Array.isArray(member) ? member : [member];
    return isObject(alternative)
      ? values.some((value) => matchesRule(alternative, value))
      : values.some((value) => value === alternative);
  });
}

function matchesRule(rule: Pattern, value: unknown): boolean {
  const [name, argument] = Object.entries(rule)[0] ?? [];
  const text = typeof value === "string" ? value : undefined;
  switch (name) {
    case "prefix":
      return text !== undefined && withCase(argument, text, (wanted, given) => given.startsWith(wanted));
    case "suffix":
      return text !== undefined && withCase(argument, text, (wanted, given) => given.endsWith(wanted));
    case "equals-ignore-case":
      return text !== undefined && text.toLowerCase() === String(argument).toLowerCase();
    case "wildcard":
      return text !== undefined && wildcard(String(argument)).test(text);
    case "numeric":
      return typeof value === "number" && numericHolds(argument as readonly unknown[], value);
    case "anything-but":
      return !excluded(argument, value);
    default:
      return false;
  }
}

function withCase(argument: unknown, text: string, test: (wanted: string, given: string) => boolean): boolean {
  if (isObject(argument) && typeof argument["equals-ignore-case"] === "string") {
    return test(argument["equals-ignore-case"].toLowerCase(), text.toLowerCase());
  }
  return test(String(argument), text);
}

function excluded(argument: unknown, value: unknown): boolean {
  if (Array.isArray(argument)) return argument.includes(value);
  if (!isObject(argument)) return argument === value;
  return Object.entries(argument).some(([name, values]) =>
    (Array.isArray(values) ? values : [values]).some((one) => matchesRule({ [name]: one }, value)),
  );
}

function numericHolds(comparisons: readonly unknown[], value: number): boolean {
  for (let index = 0; index + 1 < comparisons.length; index += 2) {
    const bound = Number(comparisons[index + 1]);
    const holds = {
      "=": value === bound,
      "<": value < bound,
      "<=": value <= bound,
      ">": value > bound,
      ">=": value >= bound,
    }[String(comparisons[index])];
    if (!holds) return false;
  }
  return true;
}

const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
    "s",
  );

const isObject = (value: unknown): value is Pattern =>
  typeof value === "object" && value !== null && !Array.isArray(value);
