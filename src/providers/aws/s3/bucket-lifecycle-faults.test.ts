import { expect, test } from "vitest";
import { type PlainObject, UNKNOWN } from "../framework/plain.ts";
import { lifecycleFaults } from "./bucket-lifecycle-faults.ts";

const RULE: PlainObject = {
  id: "a",
  status: "Enabled",
  prefix: null,
  filter: [{ prefix: "x" }],
  expiration: [],
  transition: [],
};
const WARNED = "\n\nThis will be an error in a future version of the provider";
const transition = { date: null, days: null, storage_class: "GLACIER" };
const named = 'Value({"date":<null>,"days":<null>,"storage_class":"GLACIER"})';

// Source: terraform 1.11.4 validate with hashicorp/aws 5.100.0.
test.each<readonly [what: string, rule: PlainObject, found: readonly string[]]>([
  ["a rule as it should be", {}, []],
  ["a filter not known yet", { filter: UNKNOWN }, []],
  [
    "neither filter nor prefix",
    { filter: [] },
    [`warning: No attribute specified when one (and only one) of [rule[0].filter,rule[0].prefix] is required${WARNED}`],
  ],
  [
    "filter and prefix",
    { prefix: "x" },
    [`warning: 2 attributes specified when one (and only one) of [rule[0].filter,rule[0].prefix] is required${WARNED}`],
  ],
  [
    "two members of a filter",
    { filter: [{ prefix: "", and: [{}] }] },
    [
      `warning: 2 attributes specified when at most one of [rule[0].filter[0].object_size_greater_than,rule[0].filter[0].object_size_less_than,rule[0].filter[0].prefix,rule[0].filter[0].and,rule[0].filter[0].tag] may be set${WARNED}`,
    ],
  ],
  [
    "an expiration by a date that is none",
    { expiration: [{ date: "2030-01-01", days: null, expired_object_delete_marker: null }] },
    [
      `warning: No attribute specified when one (and only one) of [rule[0].expiration[0].date,rule[0].expiration[0].days,rule[0].expiration[0].expired_object_delete_marker] is required${WARNED}`,
    ],
  ],
  [
    "a transition at no time",
    { transition: [transition] },
    [
      `warning: No attribute specified when one (and only one) of [rule[0].transition[${named}].date,rule[0].transition[${named}].days] is required${WARNED}`,
    ],
  ],
])("%s", (_, rule, found) => {
  const told = lifecycleFaults({ rule: [{ ...RULE, ...rule }] });
  expect(told.map(({ severity, detail }) => `${severity}: ${detail}`)).toEqual(found);
});

test("a transition at two times is an error", () => {
  const both = { date: "2030-01-01T00:00:00Z", days: 1, storage_class: "GLACIER" };
  const [told] = lifecycleFaults({ rule: [{ ...RULE, transition: [both] }] });
  expect([told?.severity, told?.summary]).toEqual(["error", "Invalid Attribute Combination"]);
  expect(told?.path?.map((step) => (step.kind === "attribute" ? step.name : step.key))).toEqual([
    "rule",
    0,
    "transition",
  ]);
});
