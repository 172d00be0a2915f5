/**
 * Updates: every Update operation takes JSON Patch operations on paths that its kind of object names. A path ending in
 * `/*` names an entry of a map or list, whose name escapes `/` as `~1`.
 */
import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import { badRequest } from "./store.ts";

type Form = "text" | "flag" | "number" | "list" | "entry" | "flagEntry" | "item";

export interface PathRule {
  /** Where the value stands; steps joined by dots. */
  readonly member: string;
  readonly form: Form;
  readonly ops: readonly string[];
}

export type PathRules = Readonly<Record<string, PathRule>>;

const OPS: Readonly<Record<Form, readonly string[]>> = {
  text: ["replace"],
  flag: ["replace"],
  number: ["replace"],
  list: ["add", "remove"],
  entry: ["add", "remove", "replace"],
  flagEntry: ["add", "remove", "replace"],
  item: ["add", "remove", "replace"],
};

/** `/name` for texts, `/minimumCompressionSize` for numbers and so on; the member is the path unless it says so. */
export function paths(
  forms: Readonly<Record<string, Form | readonly [Form, string] | readonly [Form, string, string]>>,
): PathRules {
  return Object.fromEntries(
    Object.entries(forms).map(([path, rule]) => {
      const [form, member, ops] = typeof rule === "string" ? [rule] : rule;
      const own = path.replace(/^\//, "").replace(/\/\*$/, "").replaceAll("/", ".");
      return [path, { form, member: member ?? own, ops: ops?.split(" ") ?? OPS[form] }];
    }),
  );
}

export function patched<T extends object>(
  object: T,
  operations: readonly PatchOperation[] | undefined,
  rules: PathRules,
  refusal: Refusal = listing,
): T {
  let next = object as Record<string, unknown>;
  for (const { op = "replace", path, value } of operations ?? []) {
    const [rule, name] = ruleFor(rules, path ?? "");
    if (!rule?.ops.includes(op)) throw badRequest(refusal(op, path ?? "null", rules));
    if (rule.form === "number" && op !== "remove" && value !== "" && Number.isNaN(Number(value ?? "0")))
      throw badRequest(`Invalid patch value  '${value}' specified for op '${op}'. Must be a number`);
    next = changed(next, rule.member.split("."), (old) => apply(rule.form, op, old, name, value));
  }
  return next as T;
}

/** What is said of a path that there is not, or of an operation that the path's rule does not allow. */
type Refusal = (op: string, path: string, rules: PathRules) => string;

/** The paths that take the operation are listed; an operation that none takes is said to be no choice. */
const listing: Refusal = (op, path, rules) => {
  const taking = Object.keys(rules).filter((one) => rules[one]?.ops.includes(op));
  return `Invalid patch path  '${path}' specified for op '${op}'. ${
    taking.length === 0 ? "Please choose supported operations" : `Must be one of: [${taking.join(", ")}]`
  }`;
};

/** Methods and all kinds of responses do not list their paths. Source: AWS, recorded. */
export const brief: Refusal = (_, path, rules) =>
  `${path}/*` in rules ? `Invalid null or empty value in ${path.slice(1)}` : `Invalid patch path ${path}`;

const unescaped = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");

function ruleFor(rules: PathRules, path: string): readonly [PathRule | undefined, string] {
  const exact = rules[path];
  if (exact) return [exact, ""];
  const cut = path.lastIndexOf("/");
  return [rules[`${path.slice(0, cut)}/*`], unescaped(path.slice(cut + 1))];
}

function changed(
  object: Record<string, unknown>,
  [step = "", ...rest]: readonly string[],
  change: (old: unknown) => unknown,
): Record<string, unknown> {
  const old = object[step];
  const value = rest.length > 0 ? changed((old ?? {}) as Record<string, unknown>, rest, change) : change(old);
  const { [step]: _old, ...others } = object;
  return value === undefined ? others : { ...others, [step]: value };
}

function apply(form: Form, op: string, old: unknown, name: string, value: string | undefined): unknown {
  switch (form) {
    case "text":
      return op === "remove" || value === "" ? undefined : value;
    case "flag":
      return value?.toLowerCase() === "true";
    case "number":
      return op === "remove" || value === undefined || value === "" ? undefined : Number(value);
    case "list":
      return listed(old, op, value ?? "");
    case "item":
      // Items are named in the path, or by their place there when replaced.
      if (op === "replace")
        return ((old ?? []) as string[]).map((one, at) => (one === name || String(at) === name ? value : one));
      return listed(old, op, name);
    default: {
      const { [name]: _gone, ...others } = (old ?? {}) as Record<string, unknown>;
      if (op === "remove") return others;
      return { ...others, [name]: form === "flagEntry" ? value?.toLowerCase() === "true" : (value ?? "") };
    }
  }
}

function listed(old: unknown, op: string, item: string): unknown {
  const others = ((old ?? []) as string[]).filter((one) => one !== item);
  return op === "add" ? [...others, item] : others;
}
