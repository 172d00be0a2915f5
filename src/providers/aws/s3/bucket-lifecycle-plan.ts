/** What is planned for values inside lifecycle rules that the configuration leaves out: the provider knows them. */
import type { Change } from "../framework/behaviour.ts";
import { isObject, type Plain, type PlainObject, UNKNOWN } from "../framework/plain.ts";
import type { S3Resources } from "../schema/s3.generated.ts";

type Lifecycle = S3Resources["aws_s3_bucket_lifecycle_configuration"];
type Rule = Lifecycle["rule"][number];

export function planRules(change: Change<Lifecycle>): void {
  const { rule } = change.result;
  if (!Array.isArray(rule)) return;
  const rules = rule.map((one: Plain, index) => (isObject(one) ? withKnown(one, change.config.rule[index]) : one));
  change.set("rule", rules as never);
}

const withKnown = (rule: PlainObject, config: Rule | undefined): PlainObject => ({
  ...rule,
  filter: each(rule["filter"], (filter) => (saysNothing(filter, config) ? { ...filter, prefix: "" } : filter)),
  noncurrent_version_expiration: each(rule["noncurrent_version_expiration"], withoutNewer),
  noncurrent_version_transition: each(rule["noncurrent_version_transition"], withoutNewer),
  transition: each(rule["transition"], withoutDays),
});

/** A filter for all objects: one with an empty prefix. */
function saysNothing(filter: PlainObject, config: Rule | undefined): boolean {
  const given = config?.filter[0];
  if (!given || Object.values(filter).includes(UNKNOWN)) return false;
  return Object.values(given).every((value) => value === null || (Array.isArray(value) && value.length === 0));
}

const withoutNewer = (block: PlainObject): PlainObject =>
  block["newer_noncurrent_versions"] === UNKNOWN ? { ...block, newer_noncurrent_versions: null } : block;

/** What moves at a date does so after no number of days, which is not the same as at once. */
const withoutDays = (block: PlainObject): PlainObject => (block["date"] === null ? block : { ...block, days: null });

const each = (blocks: Plain | undefined, change: (block: PlainObject) => PlainObject): Plain =>
  Array.isArray(blocks) ? blocks.map((one: Plain) => (isObject(one) ? change(one) : one)) : (blocks ?? null);
