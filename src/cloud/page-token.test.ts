import { expect, test } from "vitest";
import { decodePageToken, encodePageToken } from "./page-token.ts";

test("a token gives back the position", () => {
  expect(decodePageToken(encodePageToken(["żółw", 3]))).toEqual(["żółw", 3]);
});

test.each(["", "x", "eyJ9", "not base64 at all"])("%j is no token", (token) => {
  expect(decodePageToken(token)).toBeUndefined();
});
