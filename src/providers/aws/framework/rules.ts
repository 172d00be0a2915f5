/**
 * Checks of single values, named as the schema tables name them, with the sentences of the provider. `name` is how the
 * sentence calls the attribute: usually its path with indexes.
 */
import { arnFaults, hasArnParts } from "./arn-faults.ts";
import { type Check, type Complaint, isCidr, type ModernCheck } from "./check.ts";
import { jsonFault } from "./go-json.ts";
import { isLaterRuntime } from "./later-runtimes.ts";
import { networkFault } from "./network-fault.ts";
import { PATTERNS } from "./patterns.ts";
import { dateFault } from "./rfc3339.ts";
import { CHECKS_OF_KINDS, MODERN_CHECKS_OF_KINDS } from "./rules-of-kinds.ts";
import type { RuleTable } from "./table.ts";

/** A bound of a rule. */
const bound = (value: RuleTable[number] | undefined): number => Number(value);

const list = (values: RuleTable[number]): readonly (string | number)[] => values as readonly (string | number)[];
const shown = (values: readonly (string | number)[]): string =>
  values.map((value) => (typeof value === "string" ? JSON.stringify(value) : value)).join(" ");
const size = (value: string | number): number => new TextEncoder().encode(String(value)).length;

const modern = (title: string, detail: ModernCheck) =>
  ((name, value, rule) => {
    const text = detail(name, value, rule);
    return text === undefined ? undefined : { summary: title, detail: text };
  }) satisfies Check;

const CHECKS: Readonly<Record<string, Check>> = {
  ...CHECKS_OF_KINDS,
  ...Object.fromEntries(
    Object.entries(MODERN_CHECKS_OF_KINDS).map(([kind, [title, check]]) => [kind, modern(title, check)]),
  ),
  oneOf: (name, value, [, allowed = []]) =>
    list(allowed).includes(value) || isLaterRuntime(value, list(allowed))
      ? undefined
      : `expected ${name} to be one of [${shown(list(allowed))}], got ${value}`,
  oneOfAnyCase: (name, value, [, allowed = []]) =>
    list(allowed).some((one) => String(one).toLowerCase() === String(value).toLowerCase())
      ? undefined
      : `expected ${name} to be one of [${shown(list(allowed))}], got ${value}`,
  between: (name, value, [, low, high]) =>
    Number(value) >= bound(low) && Number(value) <= bound(high)
      ? undefined
      : `expected ${name} to be in the range (${bound(low)} - ${bound(high)}), got ${value}`,
  atLeast: (name, value, [, low]) =>
    Number(value) >= bound(low) ? undefined : `expected ${name} to be at least (${bound(low)}), got ${value}`,
  atMost: (name, value, [, high]) =>
    Number(value) <= bound(high) ? undefined : `expected ${name} to be at most (${bound(high)}), got ${value}`,
  length: (name, value, [, low, high]) =>
    size(value) >= bound(low) && size(value) <= bound(high)
      ? undefined
      : `expected length of ${name} to be in the range (${bound(low)} - ${bound(high)}), got ${value}`,
  longest: (name, value, [, high]) =>
    size(value) <= bound(high)
      ? undefined
      : `"${name}" cannot be longer than ${bound(high)} characters: ${JSON.stringify(value)}`,
  notEmpty: (name, value) => (value === "" ? `${name} must not be empty, got ${value}` : undefined),
  arn: (name, value) =>
    value === ""
      ? undefined
      : arnFaults(String(value)).map((fault) => `"${name}" (${value}) is an invalid ARN: ${fault}`),
  account: (name, value) =>
    /^\d{12}$/.test(String(value))
      ? undefined
      : `"${name}" doesn't look like AWS Account ID (exactly 12 digits): ${JSON.stringify(value)}`,
  match: (name, value, [, message]) =>
    (PATTERNS[String(message)] ?? /^/).test(String(value))
      ? undefined
      : `invalid value for ${name} (${String(message)})`,
  restriction: (name, value, [, pattern]) =>
    new RegExp(String(pattern)).test(String(value))
      ? undefined
      : `"${name}" doesn't comply with restrictions (${JSON.stringify(pattern)}): ${JSON.stringify(value)}`,
  expression: (name, value, [, pattern]) =>
    new RegExp(String(pattern)).test(String(value))
      ? undefined
      : `expected value of ${name} to match regular expression ${JSON.stringify(pattern)}, got ${value}`,
  policy: (name, value) => policyFault(name, String(value)),
  json: (name, value) => {
    const fault = value === "" ? undefined : jsonFault(String(value));
    return fault && `"${name}" contains an invalid JSON: ${fault.message}`;
  },
  logGroupName: (name, value) =>
    /^[0-9A-Za-z_/.#-]+$/.test(String(value))
      ? undefined
      : `"${name}" isn't a valid log group name (alphanumeric characters, underscores, hyphens, slashes, hash signs and dots are allowed): ${JSON.stringify(value)}`,
  cidrBlock: (_, value, [, version]) =>
    networkFault(String(value), version === undefined ? undefined : Number(version)),
  cidr: (name, value) =>
    isCidr(String(value))
      ? undefined
      : `expected ${name} to contain a valid CIDR, got: ${value} with err: invalid CIDR address: ${value}`,
  utcTime: (_, value) => {
    const fault = dateFault(String(value));
    return fault && `must be in RFC3339 time format "2006-01-02T15:04:05Z07:00". Example: ${fault}`;
  },
  time: (name, value) => {
    const fault = dateFault(String(value));
    return fault && `expected "${name}" to be a valid RFC3339 date, got ${JSON.stringify(value)}: ${fault}`;
  },
  // A fault inside a set was recorded of every member of its elements; only texts have one.
  enum: modern("Invalid String Enum Value", (name, value, [, allowed = []]) =>
    typeof value !== "string" || value === "" || list(allowed).includes(value)
      ? undefined
      : `The provided value does not match any valid values.\n\nPath: ${name}\nGiven Value: ${value}\nValid Values: [${list(allowed).join(" ")} ]`,
  ),
  modernArn: modern("Invalid ARN Value", (name, value) =>
    hasArnParts(String(value))
      ? undefined
      : `The provided value cannot be parsed as an ARN.\n\nPath: ${name}\nValue: ${value}`,
  ),
  modernBetween: modern("Invalid Attribute Value", (name, value, [, low, high]) =>
    Number(value) >= bound(low) && Number(value) <= bound(high)
      ? undefined
      : `Attribute ${name} value must be between ${bound(low)} and ${bound(high)}, got: ${value}`,
  ),
  modernAtLeast: modern("Invalid Attribute Value", (name, value, [, low]) =>
    Number(value) >= bound(low) ? undefined : `Attribute ${name} value must be at least ${bound(low)}, got: ${value}`,
  ),
  modernOneOf: modern("Invalid Attribute Value Match", (name, value, [, allowed = []]) =>
    list(allowed).includes(value)
      ? undefined
      : `Attribute ${name} value must be one of: [${shown(list(allowed))}], got: ${JSON.stringify(value)}`,
  ),
  modernLength: modern("Invalid Attribute Value Length", (name, value, [, low, high]) =>
    size(value) >= bound(low) && size(value) <= bound(high)
      ? undefined
      : `Attribute ${name} string length must be between ${bound(low)} and ${bound(high)}, got: ${size(value)}`,
  ),
};

/** Alternatives are only complained of when none holds, and then all are. */
export function complaints(rule: RuleTable, name: string, value: string | number): readonly Complaint[] {
  const [kind, ...alternatives] = rule;
  if (kind !== "any") return complaintsOf(rule, name, value);
  const found = alternatives.map((one) => complaintsOf(one as RuleTable, name, value));
  return found.some((none) => none.length === 0) ? [] : found.flat();
}

export const complaint = (rule: RuleTable, name: string, value: string | number): Complaint | undefined =>
  complaintsOf(rule, name, value)[0];

function complaintsOf(rule: RuleTable, name: string, value: string | number): readonly Complaint[] {
  const check = CHECKS[rule[0]];
  const last =
    name
      .replace(/\.\d+$/, "")
      .split(".")
      .at(-1) ?? name;
  const found = check?.(rule.at(-1) === "last" ? last : name, value, rule) ?? [];
  return [found].flat().map((one) => (typeof one === "string" ? { summary: one } : one));
}

function policyFault(name: string, text: string): string | undefined {
  if (text.trim() === "") return `"${name}" is an empty string, which is not a valid JSON value`;
  const invalid = (reason: string): string => `"${name}" contains an invalid JSON policy: ${reason}`;
  switch (/[^ \t\r\n]/.exec(text)?.[0]) {
    case "{": {
      const fault = jsonFault(text);
      return fault && invalid(`${fault.message}, at byte offset ${fault.offset}`);
    }
    case '"':
      return invalid(`contains a JSON-encoded string, not a JSON-encoded object${stringHint(text)}`);
    case "[":
      return invalid("contains a JSON array, not a JSON object");
    default:
      return invalid("not a JSON object");
  }
}

function stringHint(text: string): string {
  if (jsonFault(text)) return "";
  const content = JSON.parse(text) as string;
  if (content.endsWith(".json"))
    return " (have you passed a JSON-encoded filename instead of the content of that file?)";
  return jsonFault(content) ? "" : " (have you double-encoded your JSON data?)";
}
