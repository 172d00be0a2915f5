// Source: hashicorp/aws 5.100 asked through the plugin protocol.
import { expect, test } from "vitest";
import type { PlainObject } from "./plain.ts";
import { readSettings } from "./settings.ts";
import { validateSettings } from "./validate-settings.ts";

const role = (more: PlainObject): PlainObject => ({ assume_role: [{ role_arn: null, duration: null, ...more }] });
const ARN = "arn:aws:iam::333333333333:role/x";

test.each<readonly [PlainObject, string]>([
  [role({ role_arn: "foo" }), '"assume_role.0.role_arn" (foo) is an invalid ARN: arn: invalid prefix'],
  [
    role({ role_arn: ARN, duration: "5m" }),
    'duration "assume_role.0.duration" must be between 15 minutes (15m) and 12 hours (12h), inclusive',
  ],
  [
    role({ role_arn: ARN, duration: "x" }),
    '"assume_role.0.duration" cannot be parsed as a duration: time: invalid duration "x"',
  ],
])("%j is refused", (config, summary) => {
  expect(validateSettings(config).map((one) => one.summary)).toEqual([summary]);
});

test.each<readonly [PlainObject, string]>([
  [{ region: "moon" }, "invalid AWS Region: moon"],
  [{ retry_mode: "x" }, "unknown RetryMode, x"],
  [{ allowed_account_ids: ["1"] }, "AWS account ID not allowed: 000000000000"],
])("%j cannot be configured", (config, summary) => {
  expect(readSettings(config, {}).diagnostics.map((one) => one.summary)).toEqual([summary]);
});

test("allowed and forbidden accounts exclude each other, both ways", () => {
  const found = validateSettings({ allowed_account_ids: ["1"], forbidden_account_ids: ["2"] });
  expect(found.map((one) => one.detail)).toEqual([
    '"forbidden_account_ids": conflicts with allowed_account_ids',
    '"allowed_account_ids": conflicts with forbidden_account_ids',
  ]);
});
