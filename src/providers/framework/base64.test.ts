/** Source: Go 1.26 encoding/base64, StdEncoding and RawURLEncoding. */
import { expect, test } from "vitest";
import { base64Problem } from "./base64.ts";

test.each([
  ["", undefined],
  ["aGk=", undefined],
  ["aG\nk=\n", undefined],
  ["aGk", "illegal base64 data at input byte 0"],
  ["aGkx!", "illegal base64 data at input byte 4"],
  ["aG=k", "illegal base64 data at input byte 2"],
  ["aG=", "illegal base64 data at input byte 3"],
  ["aGk=x", "illegal base64 data at input byte 4"],
  ["aGk-", "illegal base64 data at input byte 3"],
])("%j with padding", (text, problem) => {
  expect(base64Problem(text, { url: false, padded: true })).toBe(problem);
});

test.each([
  ["p-9hUg", undefined],
  ["p-9hUg==", "illegal base64 data at input byte 6"],
  ["p+9h", "illegal base64 data at input byte 1"],
  ["p-9hU", "illegal base64 data at input byte 4"],
])("%j for URLs without padding", (text, problem) => {
  expect(base64Problem(text, { url: true, padded: false })).toBe(problem);
});
