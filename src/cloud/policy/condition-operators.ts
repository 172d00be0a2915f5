/** The comparisons of the condition operators: one value of the policy against one value of the request. */
import type { ContextValues } from "./glob.ts";
import { matchesVariableGlob, resolveVariables } from "./glob.ts";
import { addressInBlock } from "./ip-block.ts";

export type Comparison = (policyValue: string, requestValue: string, context: ContextValues) => boolean;

const numeric =
  (compare: (request: number, policy: number) => boolean): Comparison =>
  (policyValue, requestValue) => {
    const policy = Number(policyValue);
    const request = Number(requestValue);
    return !Number.isNaN(policy) && !Number.isNaN(request) && compare(request, policy);
  };

const date =
  (compare: (request: number, policy: number) => boolean): Comparison =>
  (policyValue, requestValue) => {
    const policy = instant(policyValue);
    const request = instant(requestValue);
    return !Number.isNaN(policy) && !Number.isNaN(request) && compare(request, policy);
  };

// Dates are ISO 8601 or seconds since the epoch.
function instant(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

const exact: Comparison = (policyValue, requestValue, context) =>
  resolveVariables(policyValue, context) === requestValue;

const exactIgnoringCase: Comparison = (policyValue, requestValue, context) =>
  resolveVariables(policyValue, context)?.toLowerCase() === requestValue.toLowerCase();

const like: Comparison = (policyValue, requestValue, context) =>
  matchesVariableGlob(policyValue, requestValue, context);

// Each of the six colon-separated parts is matched by itself, so a `*` does not reach over a colon of the first five.
const arn: Comparison = (policyValue, requestValue, context) => {
  const patterns = splitArn(policyValue);
  const parts = splitArn(requestValue);
  return (
    patterns.length === parts.length &&
    patterns.every((pattern, at) => matchesVariableGlob(pattern, parts[at] ?? "", context))
  );
};

function splitArn(text: string): string[] {
  const parts = text.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

const ipAddress: Comparison = (policyValue, requestValue) => addressInBlock(requestValue, policyValue);

/** Positive operators by lower-case name. The negated ones are these with the outcome turned round. */
const comparisons: Readonly<Record<string, Comparison>> = {
  stringequals: exact,
  stringequalsignorecase: exactIgnoringCase,
  stringlike: like,
  numericequals: numeric((request, policy) => request === policy),
  numericlessthan: numeric((request, policy) => request < policy),
  numericlessthanequals: numeric((request, policy) => request <= policy),
  numericgreaterthan: numeric((request, policy) => request > policy),
  numericgreaterthanequals: numeric((request, policy) => request >= policy),
  dateequals: date((request, policy) => request === policy),
  datelessthan: date((request, policy) => request < policy),
  datelessthanequals: date((request, policy) => request <= policy),
  dategreaterthan: date((request, policy) => request > policy),
  dategreaterthanequals: date((request, policy) => request >= policy),
  bool: exactIgnoringCase,
  binaryequals: exact,
  ipaddress: ipAddress,
  arnequals: arn,
  arnlike: arn,
};

const negations: Readonly<Record<string, string>> = {
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  numericnotequals: "numericequals",
  datenotequals: "dateequals",
  notipaddress: "ipaddress",
  arnnotequals: "arnequals",
  arnnotlike: "arnlike",
};

export interface ConditionOperator {
  readonly set: "ForAllValues" | "ForAnyValue" | undefined;
  readonly ifExists: boolean;
  readonly negated: boolean;
  /** Undefined for `Null`, which asks only whether the key is there. */
  readonly compare: Comparison | undefined;
}

/** Reads an operator such as `ForAnyValue:StringNotLikeIfExists`; undefined when there is no such operator. */
export function conditionOperator(text: string): ConditionOperator | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/i.exec(text);
  const base = match?.[2]?.toLowerCase();
  if (!match || !base) return undefined;
  const prefix = match[1]?.toLowerCase();
  const set = prefix === undefined ? undefined : prefix === "forallvalues" ? "ForAllValues" : "ForAnyValue";
  const ifExists = match[3] !== undefined;
  if (base === "null") return { set, ifExists, negated: false, compare: undefined };
  const negated = negations[base];
  const compare = comparisons[negated ?? base];
  return compare && { set, ifExists, negated: negated !== undefined, compare };
}
