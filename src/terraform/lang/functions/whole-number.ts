/** Numbers that must be whole, as Go's int. */
import type { Value } from "../value.ts";
import { FunctionError } from "./definition.ts";

const LEAST = -9223372036854775808n;
const GREATEST = 9223372036854775807n;

/** The number as an integer; refused in the words of Go's conversion. */
export function wholeNumber(value: Value, prefix = ""): number {
  const { number } = value;
  const small = number.toSafeInteger();
  if (small !== undefined) return small;
  if (!number.isInfinite && number.isInteger) {
    const big = number.toBigInt();
    if (big >= LEAST && big <= GREATEST) return Number(big);
  }
  throw new FunctionError(`${prefix}value must be a whole number, between ${LEAST} and ${GREATEST}`);
}
