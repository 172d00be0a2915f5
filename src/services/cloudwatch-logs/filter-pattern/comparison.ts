/** Comparisons of a field with a value, as JSON and space-delimited patterns write them. */
import { invalidPattern } from "./pattern.ts";
import { regularExpression } from "./regular-expression.ts";

export interface Operand {
  readonly kind: "text" | "quoted" | "regex";
  readonly text: string;
}

export type FieldTest = (value: string | number) => boolean;

/** A value for a literal search; only characters that JSON never needs to escape are safe to look for. */
export const safeLiteral = (text: string): string | undefined => (/^[\w .:@-]{2,}$/.test(text) ? text : undefined);

export function comparison(operator: string, operand: Operand): FieldTest {
  const { kind, text } = operand;
  const number = kind === "text" && text !== "" ? Number(text) : Number.NaN;
  switch (operator) {
    case "=":
    case "!=": {
      const equal = equality(operand, number);
      return operator === "=" ? equal : (value) => !equal(value);
    }
    case "<":
    case "<=":
    case ">":
    case ">=": {
      if (Number.isNaN(number)) throw invalidPattern("Invalid filter pattern: numeric value expected");
      const compare = {
        "<": (value: number) => value < number,
        "<=": (value: number) => value <= number,
        ">": (value: number) => value > number,
        ">=": (value: number) => value >= number,
      }[operator];
      return (value) => value !== "" && compare(Number(value));
    }
    default:
      throw invalidPattern("Invalid filter pattern");
  }
}

function equality({ kind, text }: Operand, number: number): FieldTest {
  if (kind === "regex") {
    const test = regularExpression(text);
    return (value) => test(String(value));
  }
  if (!Number.isNaN(number))
    return (value) => (typeof value === "number" ? value === number : value === text || Number(value) === number);
  if (!text.includes("*")) return (value) => value === text || String(value) === text;
  const glob = new RegExp(`^${text.split("*").map(escapeRegex).join(".*")}$`, "s");
  return (value) => glob.test(String(value));
}

const escapeRegex = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
