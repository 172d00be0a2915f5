/** Answers of functions by payload format. Source: the guide to Lambda integrations of HTTP APIs. */
import { expect, test } from "vitest";
import { responseOf } from "./response.ts";

const headersOf = (version: string) =>
  responseOf(
    Buffer.from(JSON.stringify({ statusCode: 200, multiValueHeaders: { x: ["1", "2"] }, cookies: ["a=b"] })),
    version,
  )?.headers.filter(([name]) => name !== "Content-Type");

test("cookies belong to format 2.0, lists of values to 1.0", () => {
  expect(headersOf("2.0")).toEqual([["Set-Cookie", "a=b"]]);
  expect(headersOf("1.0")).toEqual([
    ["x", "1"],
    ["x", "2"],
  ]);
});
