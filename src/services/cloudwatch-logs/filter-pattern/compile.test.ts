import { expect, test } from "vitest";
import { compileFilterPattern } from "./compile.ts";

// Source: AWS's guide, "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live Tail".
const json =
  '{"eventType":"UpdateTrail","sourceIPAddress":"111.111.111.111","arrayKey":["value","another value"],"objectList":[{"name":"a","id":1},{"name":"b","id":2}],"SomeObject":null,"ThisFlag":true,"latency":50,"errorCode":400,"user":{"email":"John.Stiles@example.com"},"a.b":"dotted"}';
const line = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

test.each([
  ["ERROR", "an ERROR came", true],
  ["error", "an ERROR came", false],
  ["ERROR ARGUMENTS", "[ERROR] too few ARGUMENTS", true],
  ["ERROR ARGUMENTS", "[ERROR] too few", false],
  ['"INTERNAL SERVER ERROR"', "500 INTERNAL SERVER ERROR", true],
  ['"INTERNAL SERVER ERROR"', "INTERNAL ERROR", false],
  ["?ERROR ?WARN", "a WARN line", true],
  ["?ERROR ?WARN", "an INFO line", false],
  ["?ERROR INFO", "an INFO line", true],
  ["ERROR -EXITING", "ERROR going on", true],
  ["ERROR -EXITING", "ERROR EXITING", false],
  ['ERROR -"not this"', "ERROR not this", false],
  ["%AUTHORIZED|DENIED%", "UNAUTHORIZED", true],
  ["%\\d{3}%", "code 404", true],
  ["%^ERR%", "an ERR", false],
  ['{ $.eventType = "UpdateTrail" }', json, true],
  ['{$.eventType="Update*"}', json, true],
  ["{ $.eventType = *Trail }", json, true],
  ['{ $.eventType = "Update" }', json, false],
  ["{ $.sourceIPAddress != 123.123.* }", json, true],
  ["{ $.sourceIPAddress = 111.111.* }", json, true],
  ['{ $.arrayKey[0] = "value" }', json, true],
  ['{ $.arrayKey[1] = "value" }', json, false],
  ['{ $.arrayKey[*] = "another value" }', json, true],
  ["{ $.objectList[1].id = 2 }", json, true],
  ["{ $.SomeObject IS NULL }", json, true],
  ["{ $.eventType IS NULL }", json, false],
  ["{ $.SomeOtherObject NOT EXISTS }", json, true],
  ["{ $.eventType NOT EXISTS }", json, false],
  ["{ $.ThisFlag IS TRUE }", json, true],
  ["{ $.ThisFlag IS FALSE }", json, false],
  ["{ $.latency > 49.5 }", json, true],
  ["{ $.latency >= 5e1 && $.latency <= 50 }", json, true],
  ["{ $.latency < 50 }", json, false],
  ["{ $.errorCode = 400 }", json, true],
  ["{ $.errorCode != 400 }", json, false],
  ['{ ($.errorCode = 500 || $.latency = 50) && $.eventType = "UpdateTrail" }', json, true],
  ['{ $.errorCode = 500 || $.latency = 50 && $.eventType = "x" }', json, false],
  ["{ $.user.email = %@example\\.com% }", json, true],
  ["{ $.['a.b'] = dotted }", json, true],
  ["{ $.latency = 50 }", "no JSON", false],
  // What is looked for in the text first must not hide what JSON says.
  ["{ $.a > 1 }", '{"x":{"a":5},"a":1}', false],
  ["{ $.x.a > 1 }", '{"x":{"a":5},"a":1}', true],
  ["{ $.a > 1 }", '{"\\u0061":5}', true],
  ["{ $.a > 1 }", '{"a" :\n 2.5e0}', true],
  ["{ $.a > 12345678901234567 }", '{"a":12345678901234568}', false],
  ["{ $.a < -1 }", '{"a":-1.5}', true],
  ["{ $.a = 5 }", '{"a":"5"}', true],
  ['{ $.a = "x\\"y" }', '{"a":"x\\"y"}', true],
  ["{ $.a != 5 }", '{"b":5}', false],
  ["{ $.a IS TRUE }", '{"b":"a","a": true}', true],
  ["{ $.a > 1 }", '{"a":2} and more', false],
  ["[ip, user, username, timestamp, request, status_code, bytes]", line, true],
  ["[ip, user, username, timestamp, request, status_code]", line, false],
  ["[ip, user, username, timestamp, request, status_code=404, bytes>1000]", line, true],
  ["[ip, user, username, timestamp, request, status_code=4*, bytes>2000]", line, false],
  ["[ip, user, username, timestamp, request =*html*, status_code = 4*, bytes]", line, true],
  ["[..., status_code=404||status_code=410, bytes]", line, true],
  ["[ip!=127.0.0.1, ...]", line, false],
  ["[..., request=%GET%, status_code, bytes]", line, true],
  ["[w1=ERROR, w2]", "ERROR here", true],
  ["[w1!=ERROR && w1!=WARN, ...]", "WARN here", false],
])("%s on %s is %s", (pattern, message, expected) => {
  expect(compileFilterPattern(pattern)?.matches(message)).toBe(expected);
});

test("an empty pattern is none", () => {
  expect(compileFilterPattern("  ")).toBeUndefined();
});

// Source: AWS's words as users of the API have reported them.
test.each([
  ["foo/bar", "Invalid character(s) in term 'foo/bar'"],
  ['""', "Invalid character(s) in term '\"\"'"],
  ["{ $.a = 1", "If a filter pattern starts with '{' it must end with '}'"],
  ["{ a = 1 }", "Invalid filter pattern"],
  ["{ $.a }", "Invalid filter pattern"],
])("refuses %s", (pattern, message) => {
  expect(() => compileFilterPattern(pattern)).toThrow(message);
});

// Source: API reference of TestMetricFilter.
test("fields are extracted under their names, or their positions", () => {
  expect(compileFilterPattern("[..., status_code, bytes]")?.extract('127.0.0.1 - "GET /" 200 12')).toEqual({
    $1: "127.0.0.1",
    $2: "-",
    $3: "GET /",
    $status_code: "200",
    $bytes: "12",
  });
  expect(compileFilterPattern('{ $.user.email = "*" && $.latency > 1 }')?.extract(json)).toEqual({
    "$.user.email": "John.Stiles@example.com",
    "$.latency": "50",
  });
});
