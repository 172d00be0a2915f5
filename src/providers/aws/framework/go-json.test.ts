import { expect, test } from "vitest";
import { jsonFault } from "./go-json.ts";

// Source: Go's encoding/json, as hashicorp/aws 5.100 quotes it.
test.each([
  ['{"a": [1, -2.5e3, true, null, "\\u00e9"]}', undefined],
  ["", "unexpected end of JSON input"],
  ["v1", "invalid character 'v' looking for beginning of value"],
  ["{", "unexpected end of JSON input"],
  ["{bad}", "invalid character 'b' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
  ["[1 2]", "invalid character '2' after array element"],
  ["truth", "invalid character 't' in literal true (expecting 'e')"],
  ["{} x", "invalid character 'x' after top-level value"],
  ['"\n"', "invalid character '\\n' in string literal"],
  ["-x", "invalid character 'x' in numeric literal"],
])("%s", (text, message) => {
  expect(jsonFault(text)?.message).toBe(message);
});

test("the offset counts the byte that was wrong", () => {
  // Source: terraform 1.11.4 with hashicorp/aws 5.100.0, policy "{bad json}".
  expect(jsonFault("{bad json}")?.offset).toBe(2);
});
