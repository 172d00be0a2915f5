/** The sentences of constraints, and values as AWS's Java prints them. */
import type { Constraint } from "../shapes/service-shapes.ts";
import { listedEnum } from "./enum-order.ts";
import type { Shape } from "./model.ts";

/** One rule a value must keep. */
export interface Rule {
  readonly text: string;
  readonly kind: "pattern" | "most" | "least" | "enum";
  holds(value: unknown): boolean;
}

/** The rules of a constraint in the order in which AWS reports a value that breaks several. */
export function rulesOf(constraint: Constraint, shape: Shape): readonly Rule[] {
  const rules: Rule[] = [];
  if (constraint.enum !== undefined) {
    const allowed = new Set(constraint.enum);
    rules.push({
      kind: "enum",
      text: `Member must satisfy enum value set: [${listedEnum(constraint.enum).join(", ")}]`,
      holds: (value) => (Array.isArray(value) ? value.every((one) => allowed.has(one)) : allowed.has(value as string)),
    });
  }
  if (constraint.pattern !== undefined) {
    const matches = javaPattern(constraint.pattern);
    rules.push({
      kind: "pattern",
      text: `Member must satisfy regular expression pattern: ${constraint.pattern}`,
      holds: (value) => matches(value as string),
    });
  }
  if (constraint.length !== undefined) {
    const [least, most] = constraint.length;
    const size = sizeOf(shape);
    if (most !== null)
      rules.push(bound("most", `length less than or equal to ${most}`, (value) => size(value) <= most));
    if (least !== null && least > 0) {
      rules.push(bound("least", `length greater than or equal to ${least}`, (value) => size(value) >= least));
    }
  }
  if (constraint.range !== undefined) {
    const [least, most] = constraint.range;
    const decimal = isDecimal(constraint);
    const text = (value: number): string => (decimal && Number.isInteger(value) ? value.toFixed(1) : String(value));
    if (most !== null) {
      rules.push(bound("most", `value less than or equal to ${text(most)}`, (value) => (value as number) <= most));
    }
    if (least !== null) {
      rules.push(
        bound("least", `value greater than or equal to ${text(least)}`, (value) => (value as number) >= least),
      );
    }
  }
  return rules;
}

function bound(kind: "most" | "least", text: string, holds: (value: unknown) => boolean): Rule {
  return { kind, text: `Member must have ${text}`, holds };
}

/** The rules in the order in which they are listed for the items of a list or the keys of a map. */
export function listedRules(rules: readonly Rule[]): readonly string[] {
  const order: readonly Rule["kind"][] = ["most", "least", "pattern", "enum"];
  return order.flatMap((kind) => rules.filter((rule) => rule.kind === kind).map((rule) => rule.text));
}

function sizeOf(shape: Shape): (value: unknown) => number {
  if (shape.kind === "map") return (value) => Object.keys(value as object).length;
  return (value) => (value as string | unknown[] | Uint8Array).length;
}

/** A matcher of whole values. Java's syntax is JavaScript's as far as the constraints use it, Unicode classes aside. */
function javaPattern(pattern: string): (value: string) => boolean {
  const regex = new RegExp(`^(?:${pattern})$`, pattern.includes("\\p{") ? "u" : "");
  return (value) => regex.test(value);
}

/** `[a, b]`, `{k=v}`, `Tag(key=a, value=null)`: a value as the message echoes it. */
export function javaText(value: unknown, shape: Shape, decimal = false): string {
  if (value === undefined || value === null) return "null";
  switch (shape.kind) {
    case "list":
      return `[${(value as unknown[]).map((item) => javaText(item, shape.item.shape)).join(", ")}]`;
    case "map":
      return `{${Object.entries(value)
        .map(([key, entry]) => `${key}=${javaText(entry, shape.value.shape, isDecimal(shape.value.constraint))}`)
        .join(", ")}}`;
    case "structure":
    case "union":
    case "error": {
      const object = value as Record<string, unknown>;
      const members = shape.members.map(
        ({ name, shape: inner }) => `${memberName(name)}=${javaText(object[name], inner)}`,
      );
      return `${shape.name}(${members.join(", ")})`;
    }
    case "blob":
      return `java.nio.HeapByteBuffer[pos=0 lim=${(value as Uint8Array).length} cap=${(value as Uint8Array).length}]`;
    case "number":
      return decimal && Number.isInteger(value) ? (value as number).toFixed(1) : String(value as number);
    default:
      return String(value as string);
  }
}

/** Whether a constraint's numbers have a fraction, as Java prints even whole ones. */
export function isDecimal(constraint: Constraint | undefined): boolean {
  return constraint?.type === "double" || constraint?.type === "float";
}

/** AWS spells members in lower camel case in its sentences, whatever they are called on the wire. */
export function memberName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
