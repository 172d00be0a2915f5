/** Source: hashicorp/time 0.14.2 (terraform-plugin-framework 1.19.0) under terraform 1.11.4. */
import { expect, test } from "vitest";
import { BigFloat } from "../../terraform/lang/number.ts";
import { numberValue } from "../../terraform/lang/value.ts";
import { noInteger } from "./validate.ts";

test.each([
  ["1", undefined],
  ["-9223372036854775808", undefined],
  ["1.5", "Value %!s(*big.Float=1.5) is not an integer."],
  ["12345678901.25", "Value %!s(*big.Float=1.23456789e+10) is not an integer."],
  ["9223372036854775808", "Value %!s(*big.Float=9.223372037e+18) cannot be represented as a 64-bit integer."],
  ["1e30", "Value %!s(*big.Float=1e+30) cannot be represented as a 64-bit integer."],
])("%s as a 64-bit integer", (text, problem) => {
  expect(noInteger(numberValue(BigFloat.parse(text) as BigFloat))).toBe(problem);
});
