/** Numbers that must be whole, as Go's int. */
import type { Value } from "../value.ts";
import { ArgumentError, FunctionError } from "./definition.ts";

const LEAST = -9223372036854775808n;
const GREATEST = 9223372036854775807n;

/** The number as an integer; refused in the words of Go's conversion, at `argument` where that is to blame. */
export function wholeNumber(value: Value, prefix = "", argument?: number): number {
  const { number } = value;
  const small = number.toSafeInteger();
  if (small !== undefined) return small;
  if (!number.isInfinite && number.isInteger) {
    const big = number.toBigInt();
    if (big >= LEAST && big <= GREATEST) return Number(big);
  }
  const message = `${prefix}value must be a whole number, between ${LEAST} and ${GREATEST}`;
  throw argument === undefined ? new FunctionError(message) : new ArgumentError(argument, message);
}
