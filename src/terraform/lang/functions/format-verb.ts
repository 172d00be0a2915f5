/** One verb of a format string, such as `%-8.3f` or `%[2]d`, applied to one value by the rules of Go's fmt. */

import { graphemes } from "../../../hcl/position.ts";
import { quoteGo } from "../../../hcl/quote.ts";
import { ConversionError, convert } from "../convert.ts";
import { generalText, plainText, roundDecimal, scientificText } from "../decimal.ts";
import { toJson, writeJson } from "../json.ts";
import { quoteJson } from "../json-text.ts";
import type { BigFloat } from "../number.ts";
import { BOOL, NUMBER, STRING, type Type } from "../type.ts";
import type { Value } from "../value.ts";
import { FunctionError } from "./definition.ts";

export interface Verb {
  readonly raw: string;
  /** In bytes from the start of the format. */
  readonly offset: number;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  /** From 1. */
  readonly argument: number;
  readonly mode: string;
}

export function formatVerb(verb: Verb, value: Value): string {
  switch (verb.mode) {
    case "v":
      return padText(verb, asIs(verb, value));
    case "t":
      return converted(verb, value, BOOL).boolean ? "true" : "false";
    case "b":
    case "d":
    case "o":
    case "x":
    case "X":
      return formatInteger(verb, converted(verb, value, NUMBER).number);
    case "e":
    case "E":
    case "f":
    case "g":
    case "G":
      return formatFloat(verb, converted(verb, value, NUMBER).number);
    case "s":
    case "q":
      return formatText(verb, converted(verb, value, STRING).string);
    default:
      throw new FunctionError(
        `unsupported format verb '${verb.mode}' in ${quoteGo(verb.raw)} at offset ${verb.offset}`,
      );
  }
}

function converted(verb: Verb, value: Value, type: Type): Value {
  const where = `unsupported value for ${quoteGo(verb.raw)} at ${verb.offset}`;
  if (value.isNull) throw new FunctionError(`${where}: null value cannot be formatted`);
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof ConversionError) throw new FunctionError(`${where}: ${error.message}`);
    throw error;
  }
}

function asIs(verb: Verb, value: Value): string {
  if (!verb.flags.includes("#") && !value.isNull) {
    if (value.type.kind === "string") return value.string;
    if (value.type.kind === "number") return generalNumber(value.number);
  }
  return writeJson(toJson(value));
}

function generalNumber(number: BigFloat): string {
  if (number.isInfinite) return number.toString();
  return (number.isNegative ? "-" : "") + generalText(number.toShortestDecimal());
}

function formatText(verb: Verb, text: string): string {
  const { precision, mode } = verb;
  const cut = precision === undefined ? text : graphemes(text).slice(0, precision).join("");
  return padText(verb, mode === "q" ? quoteJson(cut) : cut);
}

/** To the width, counted in grapheme clusters. */
function padText({ width, flags }: Verb, text: string): string {
  const missing = (width ?? 0) - graphemes(text).length;
  if (missing <= 0) return text;
  if (flags.includes("-")) return text + " ".repeat(missing);
  return (flags.includes("0") ? "0" : " ").repeat(missing) + text;
}

const signOf = (negative: boolean, flags: string): string =>
  negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";

/** Sign and prefix stay in front of padding zeros. */
function padNumber({ width = 0, flags }: Verb, prefix: string, digits: string, zeros = true): string {
  const missing = width - prefix.length - digits.length;
  if (missing <= 0) return prefix + digits;
  if (flags.includes("-")) return prefix + digits + " ".repeat(missing);
  if (zeros && flags.includes("0")) return prefix + "0".repeat(missing) + digits;
  return " ".repeat(missing) + prefix + digits;
}

const RADIX: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };
const PREFIX: Readonly<Record<string, string>> = { b: "0b", o: "0", x: "0x", X: "0X", d: "" };

function formatInteger(verb: Verb, number: BigFloat): string {
  if (!number.isInteger) {
    throw new FunctionError(`unsupported value for ${quoteGo(verb.raw)} at ${verb.offset}: an integer is required`);
  }
  const whole = number.toBigInt();
  const negative = whole < 0n;
  let digits = (negative ? -whole : whole).toString(RADIX[verb.mode]);
  if (verb.mode === "X") digits = digits.toUpperCase();
  if (verb.precision !== undefined)
    digits = verb.precision === 0 && whole === 0n ? "" : digits.padStart(verb.precision, "0");
  const prefix = signOf(negative, verb.flags) + (verb.flags.includes("#") ? (PREFIX[verb.mode] ?? "") : "");
  return padNumber(verb, prefix, digits, verb.precision === undefined);
}

function formatFloat(verb: Verb, number: BigFloat): string {
  if (number.isInfinite)
    return padNumber(verb, number.isNegative ? "-" : signOf(false, `${verb.flags}+`), "Inf", false);
  const digits = floatDigits(verb, number);
  const upper = verb.mode === "E" || verb.mode === "G";
  return padNumber(verb, signOf(number.isNegative, verb.flags), upper ? digits.toUpperCase() : digits);
}

function floatDigits({ mode, precision }: Verb, number: BigFloat): string {
  switch (mode) {
    case "f": {
      const decimals = precision ?? 6;
      const exact = number.toDecimal();
      return plainText(roundDecimal(exact, exact.point + decimals), decimals);
    }
    case "e":
    case "E": {
      const decimals = precision ?? 6;
      return scientificText(roundDecimal(number.toDecimal(), decimals + 1), decimals);
    }
    default:
      return precision === undefined
        ? generalText(number.toShortestDecimal())
        : generalText(number.toDecimal(), precision);
  }
}
