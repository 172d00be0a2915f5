/** Functions on numbers. Logarithms and powers go through doubles, as in Terraform. */
import { quoteGo } from "../../../hcl/quote.ts";
import { friendlyName } from "../friendly-type.ts";
import { BigFloat } from "../number.ts";
import { DYNAMIC, NUMBER } from "../type.ts";
import { numberValue, type Value } from "../value.ts";
import { ArgumentError, type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { goPower } from "./go-power.ts";
import { wholeNumber } from "./whole-number.ts";

const num = param("num", NUMBER);

const numberFunction = (apply: (number: BigFloat) => BigFloat): FunctionDefinition => ({
  parameters: [num],
  returns: NUMBER,
  call: ([value]) => numberValue(apply((value as Value).number)),
});

const doubleFunction = (second: string, apply: (a: number, b: number) => number): FunctionDefinition => ({
  parameters: [num, param(second, NUMBER)],
  returns: NUMBER,
  call: ([a, b]) => {
    const result = apply((a as Value).number.toNumber(), (b as Value).number.toNumber());
    if (Number.isNaN(result)) throw new FunctionError("panic in function implementation: Float.SetFloat64(NaN)");
    return numberValue(BigFloat.fromDouble(result));
  },
});

const extreme = (keep: (order: number) => boolean): FunctionDefinition => ({
  parameters: [],
  variadic: param("numbers", NUMBER, { allowDynamic: true }),
  returns: NUMBER,
  typeFor: (args) => {
    if (args.length === 0) throw new FunctionError("must pass at least one number");
    return NUMBER;
  },
  call: (args) => args.reduce((best, arg) => (keep(arg.number.compare(best.number)) ? arg : best)),
});

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function parseInteger(text: string, base: number): bigint | undefined {
  const match = /^([+-]?)([0-9a-zA-Z]+)$/.exec(text);
  if (!match) return undefined;
  let result = 0n;
  for (const char of match[2] as string) {
    // Up to base 36 letters of both cases count the same.
    const digit = DIGITS.indexOf(base <= 36 ? char.toLowerCase() : char);
    if (digit < 0 || digit >= base) return undefined;
    result = result * BigInt(base) + BigInt(digit);
  }
  return match[1] === "-" ? -result : result;
}

function parseint([number, base]: readonly Value[]): Value {
  const radix = wholeNumber(base as Value);
  if (radix < 2 || radix > 62) throw new ArgumentError(1, "base must be a whole number between 2 and 62 inclusive");
  const text = (number as Value).string;
  const parsed = parseInteger(text, radix);
  if (parsed === undefined) {
    throw new ArgumentError(0, `cannot parse ${quoteGo(text)} as a base ${radix} integer`);
  }
  return numberValue(BigFloat.from(parsed));
}

export const NUMERIC_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  abs: numberFunction((n) => n.abs()),
  ceil: numberFunction((n) => n.ceil()),
  floor: numberFunction((n) => n.floor()),
  signum: {
    parameters: [num],
    returns: NUMBER,
    call: ([value]) => numberValue(Math.sign(wholeNumber(value as Value))),
  },
  log: doubleFunction("base", (n, base) => Math.log(n) / Math.log(base)),
  pow: doubleFunction("power", goPower),
  max: extreme((order) => order > 0),
  min: extreme((order) => order < 0),
  parseint: {
    parameters: [param("number", DYNAMIC), param("base", NUMBER)],
    returns: DYNAMIC,
    typeFor: ([number]) => {
      const { type } = number as Value;
      if (type.kind !== "string")
        throw new ArgumentError(0, `first argument must be a string, not ${friendlyName(type)}`);
      return NUMBER;
    },
    call: parseint,
  },
};
