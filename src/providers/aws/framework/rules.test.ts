import { expect, test } from "vitest";
import { complaint, complaints } from "./rules.ts";
import type { RuleTable } from "./table.ts";

// Source: ValidateResourceTypeConfig of hashicorp/aws 5.100.0.
const REFUSED: readonly (readonly [rule: RuleTable, name: string, value: string | number, sentence: string])[] = [
  [["oneOf", ["Zip", "Image"]], "package_type", "v1", 'expected package_type to be one of ["Zip" "Image"], got v1'],
  [["oneOf", [0, 1, 3]], "retention_in_days", 10, "expected retention_in_days to be one of [0 1 3], got 10"],
  [["divisibleBy", 60], "period", 7, "expected period to be divisible by 60, got: 7"],
  [
    ["automationArn"],
    "alarm_actions.1",
    "x",
    '"alarm_actions.1" does not match EC2 automation ARN ("^arn:[\\\\w-]+:automate:[\\\\w-]+:ec2:(reboot|recover|stop|terminate)$"): "x"',
  ],
  [
    ["restriction", "^[0-9A-Za-z_-]+$"],
    "dashboard_name",
    "a b",
    `"dashboard_name" doesn't comply with restrictions ("^[0-9A-Za-z_-]+$"): "a b"`,
  ],
  [["between", 1, 900], "timeout", 901, "expected timeout to be in the range (1 - 900), got 901"],
  [["oneOf", ["Active"], "last"], "tracing_config.0.mode", "x", 'expected mode to be one of ["Active"], got x'],
  [
    ["between", 512, 10240],
    "ephemeral_storage.0.size",
    7,
    "expected ephemeral_storage.0.size to be in the range (512 - 10240), got 7",
  ],
  [["arn"], "role", "myrole", '"role" (myrole) is an invalid ARN: arn: invalid prefix'],
  [["arn"], "role", "arn:x", '"role" (arn:x) is an invalid ARN: arn: not enough sections'],
  [["length", 1, 128], "handler", "", "expected length of handler to be in the range (1 - 128), got "],
  [["account"], "source_account", "v1", '"source_account" doesn\'t look like AWS Account ID (exactly 12 digits): "v1"'],
  [["policy"], "policy", "v1", '"policy" contains an invalid JSON policy: not a JSON object'],
  [["policy"], "policy", "", '"policy" is an empty string, which is not a valid JSON value'],
  [
    ["policy"],
    "policy",
    "{bad json}",
    "\"policy\" contains an invalid JSON policy: invalid character 'b' looking for beginning of object key string, at byte offset 2",
  ],
  [["policy"], "policy", "[]", '"policy" contains an invalid JSON policy: contains a JSON array, not a JSON object'],
  [
    ["match", "must be valid function name or function ARN"],
    "function_name",
    "A b!",
    "invalid value for function_name (must be valid function name or function ARN)",
  ],
  [["cidrBlock"], "cidr_block", "v1", '"v1" is not a valid CIDR block: invalid CIDR address: v1'],
  [
    ["cidrBlock", 4],
    "cidr_block",
    "10.0.0.1/16",
    '"10.0.0.1/16" is not a valid IPv4 CIDR block; did you mean "10.0.0.0/16"?',
  ],
  [["cidrBlock", 4], "cidr_block", "2001:db8::/32", '"2001:db8::/32" is not a valid IPv4 CIDR block'],
  [
    ["cidrBlock", 6],
    "ipv6_cidr_block",
    "2001:db8::1/64",
    '"2001:db8::1/64" is not a valid IPv6 CIDR block; did you mean "2001:db8::/64"?',
  ],
  [
    ["cidrNetwork", 16, 28],
    "cidr_block",
    "10.0.0.1/16",
    "expected cidr_block to contain a valid network Value, expected 10.0.0.0/16, got 10.0.0.1/16",
  ],
  [["protocol"], "protocol", "255", '"protocol" : unsupported NACL protocol: 255'],
  [
    ["url"],
    "url",
    "1:2",
    'expected "url" to be a valid url, got 1:2: parse "1:2": first path segment in URL cannot contain colon',
  ],
  [
    ["url"],
    "url",
    "https://x y",
    'expected "url" to be a valid url, got https://x y: parse "https://x y": invalid character " " in host name',
  ],
  [["url"], "url", "//x", 'expected "url" to have a url with schema of: "https", got //x'],
  [
    ["float"],
    "value",
    "1e400",
    "value: cannot parse '1e400' as float: strconv.ParseFloat: parsing \"1e400\": value out of range",
  ],
  [["hyphens"], "account_alias", "a--b", '"account_alias" must not contain consecutive hyphens'],
  [
    ["item"],
    "item",
    "5",
    'Invalid format of "item": json: cannot unmarshal number into Go value of type map[string]interface {}',
  ],
  [["item"], "item", '{"a":1}', 'Invalid format of "item": unexpected raw attribute type: float64'],
  [
    ["item"],
    "item",
    '{"a":{"L":[{"S":1}]}}',
    'Invalid format of "item": unexpected raw attribute type (float64) for data type descriptor: S',
  ],
  [["item"], "item", "{} x", "Invalid format of \"item\": invalid character 'x' looking for beginning of value"],
  [["policy"], "policy", " 5", '"policy" contains an invalid JSON policy: not a JSON object'],
  [
    ["utcTime"],
    "restore_date_time",
    "v1",
    'must be in RFC3339 time format "2006-01-02T15:04:05Z07:00". Example: parsing time "v1" as "2006-01-02T15:04:05Z07:00": cannot parse "v1" as "2006"',
  ],
];

test.each(REFUSED)("%j refuses %s = %j", (rule, name, value, sentence) => {
  expect(complaint(rule, name, value)?.summary).toBe(sentence);
});

test.each<readonly [RuleTable, string | number]>([
  [["oneOf", ["Zip"]], "Zip"],
  [["between", 1, 900], 900],
  [["arn"], ""],
  [["arn"], "arn:aws:lambda:us-east-1:123456789012:function:f"],
  [["policy"], '{"Version":"2012-10-17"}'],
  [["policy"], ' {"Version":"2012-10-17"}'],
  [["oneOfAnyCase", ["allow", "deny"]], "DENY"],
  [["cidrBlock", 6], "2001:0db8:0::/32"],
  [["ipv4"], "::ffff:1.2.3.4"],
  [["protocol"], "vrrp"],
  [["item"], '{"id":{"S":"1"},"n":{"NS":["1"]},"b":{"B":"YQ=="}}'],
  [["cidr"], "10.0.0.0/16"],
  [["cidr"], "2001:db8::/32"],
  [["time"], "2024-02-29T00:00:00Z"],
])("%j allows %j", (rule, value) => {
  expect(complaint(rule, "x", value)).toBeUndefined();
});

test("modern types put the sentence into the detail", () => {
  expect(complaint(["enum", ["Allow", "Terminate"]], "recursive_loop", "v1")).toEqual({
    summary: "Invalid String Enum Value",
    detail:
      "The provided value does not match any valid values.\n\nPath: recursive_loop\nGiven Value: v1\nValid Values: [Allow Terminate ]",
  });
});

test("an ARN is told all that is wrong with it", () => {
  expect(complaints(["arn"], "role", "arn:moon:iam:moon:1:").map(({ summary }) => summary.split(": ").at(-1))).toEqual([
    "^aws(-[a-z]+)*$)",
    "invalid region value",
    "^(aws|aws-managed|third-party|aws-marketplace|\\d{12}|cw.{10})$)",
    "missing resource value",
  ]);
});

test("alternatives are complained of together, and only when none holds", () => {
  const rule: RuleTable = ["any", ["oneOf", [-1]], ["between", 60, 604_800]];
  expect(complaints(rule, "maximum_record_age_in_seconds", 7).map(({ summary }) => summary)).toEqual([
    "expected maximum_record_age_in_seconds to be one of [-1], got 7",
    "expected maximum_record_age_in_seconds to be in the range (60 - 604800), got 7",
  ]);
  expect(complaints(rule, "maximum_record_age_in_seconds", -1)).toEqual([]);
});
