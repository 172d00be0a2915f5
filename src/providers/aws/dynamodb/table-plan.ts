/** Checks of a table across its attributes, and what an update recomputes. */
import { type Change, Refusal } from "../framework/behaviour.ts";
import { UNKNOWN } from "../framework/plain.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";

type Table = DynamodbResources["aws_dynamodb_table"];

export function checkTable(change: Change<Table>): void {
  const { planned } = change;
  const faults = [...streamFaults(change), ...keyFaults(change), ...capacityFaults(change)];
  if (faults.length > 0) throw new Refusal(faults.join("\n"));
  const [ttl] = planned.ttl;
  if (change.isKnown("ttl") && ttl?.enabled && !ttl.attribute_name)
    throw new Refusal(
      'Invalid Attribute Combination\n\nAttribute "ttl[0].attribute_name" must be specified when "ttl[0].enabled" is "true".\n\nPath: ttl[0].enabled',
    );
  // A table without TTL does not remember the attribute.
  if (ttl && change.isKnown("ttl") && !ttl.enabled)
    change.set("ttl", [{ ...ttl, attribute_name: change.prior?.ttl[0]?.attribute_name ?? null }]);
  for (const name of ["restore_source_name", "restore_source_table_arn"] as const)
    if (change.changed(name) && change.configured(name)) change.replaceFor(name);
  const newView = change.configured("stream_view_type") && change.changed("stream_view_type");
  if (!change.creating && (change.changed("stream_enabled") || newView)) change.recompute("stream_arn");
}

const streamFaults = (change: Change<Table>): string[] =>
  change.planned.stream_enabled && !change.planned.stream_view_type && !change.configured("stream_view_type")
    ? ["stream_view_type is required when stream_enabled = true"]
    : [];

/** Every attribute must be a key of something, and every key must be declared. */
function keyFaults(change: Change<Table>): string[] {
  const names = ["hash_key", "range_key", "attribute"] as const;
  const indexes = ["local_secondary_index", "global_secondary_index"] as const;
  // A key that is neither known nor given is none.
  if (
    !names.every((name) => change.isKnown(name) || !change.configured(name)) ||
    indexes.some((name) => change.result[name] === UNKNOWN)
  )
    return [];
  if (!keysKnown(change.planned) || (change.prior && !change.configured("attribute"))) return [];
  const { hash_key, range_key, attribute, global_secondary_index } = change.planned;
  const { local_secondary_index } = change.config;
  const keys = new Set(
    [
      hash_key,
      range_key,
      ...local_secondary_index.map((index) => index.range_key),
      ...global_secondary_index.flatMap((index) => [index.hash_key, index.range_key]),
    ].filter((key): key is string => Boolean(key)),
  );
  const declared = new Set(attribute.map(({ name }) => name));
  const quoted = (names: Iterable<string>): string =>
    [...names]
      .map((name) => JSON.stringify(name))
      .sort()
      .join(" ");
  const unused = [...declared].filter((name) => !keys.has(name));
  const unmatched = [...keys].filter((name) => !declared.has(name));
  return [
    ...(unused.length > 0 ? [`all attributes must be indexed. Unused attributes: [${quoted(unused)}]`] : []),
    ...(unmatched.length > 0
      ? [`all indexes must match a defined attribute. Unmatched indexes: [${quoted(unmatched)}]`]
      : []),
  ];
}

/** Other members of an index may be unknown while its keys are known. */
const keysKnown = ({ global_secondary_index, local_secondary_index }: Table): boolean =>
  global_secondary_index.every((index) => Boolean(index.hash_key)) &&
  local_secondary_index.every((index) => Boolean(index.range_key));

function capacityFaults(change: Change<Table>): string[] {
  const { planned, config, prior } = change;
  // A table that is restored has the capacity of its source.
  if (!change.isKnown("billing_mode") || change.configured("restore_source_name")) return [];
  const names = ["read_capacity", "write_capacity"] as const;
  // Coming from the other mode, what is not given is taken to be left to autoscaling.
  if (prior && prior.billing_mode !== planned.billing_mode && change.configured("billing_mode")) return [];
  if (planned.billing_mode === "PROVISIONED")
    return names
      .filter((name) => (planned[name] ?? 0) < 1 && (change.isKnown(name) || !change.configured(name)))
      .map((name) => `${name} must be at least 1 when billing_mode is "PROVISIONED"`);
  return names
    .filter((name) => (config[name] ?? 0) > 0)
    .map((name) => `${name} can not be set when billing_mode is "PAY_PER_REQUEST"`);
}
