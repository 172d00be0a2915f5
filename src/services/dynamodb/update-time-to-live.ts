import { expectExpiries } from "./expiry/expect-expiries.ts";
import { forgetExpiries } from "./expiry/expiry-index.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal, resourceInUse } from "./refusal.ts";
import { replicaTables } from "./replication/replica-tables.ts";
import { checkMayExpire } from "./replication/strong-consistency.ts";
import { existingTable } from "./table/find-table.ts";
import { statusOf, type Table } from "./table/table.ts";
import { writeTable } from "./table/table-store.ts";

/** AWS refuses a second change for about this long. */
const cooling = 30 * 60 * 1000;

export const updateTimeToLive: DynamoOperation<"UpdateTimeToLive"> = (input, context) => {
  const { AttributeName: attribute, Enabled: enabled } = input.TimeToLiveSpecification!;
  const now = context.clock.now();
  const table = existingTable(input.TableName!, context, "UpdateTimeToLive");
  const status = statusOf(table, now);
  if (status === "CREATING" || status === "DELETING") {
    throw resourceInUse(`Table ${table.name} is being ${status === "CREATING" ? "created" : "deleted"}`);
  }
  checkMayExpire(table);
  checkChange(table, attribute!, enabled!, now);
  // Replicas of a global table share the setting.
  for (const one of [table, ...replicaTables(table, context.store, now)]) {
    const updated: Table = { ...one, timeToLive: { attribute: attribute!, enabled: enabled!, changedAt: now } };
    writeTable(context.store, updated);
    const { account, region, name, id } = updated;
    if (enabled)
      expectExpiries(context.cloud, { kind: "expiry", table: { account, region, name, id }, attribute: attribute! });
    else forgetExpiries(context.store, updated);
  }
  return { TimeToLiveSpecification: { AttributeName: attribute!, Enabled: enabled! } };
};

function checkChange({ timeToLive: current }: Table, attribute: string, enabled: boolean, now: number): void {
  if (!current?.enabled) {
    if (!enabled) throw refusal("TimeToLive is already disabled");
  } else if (current.attribute !== attribute) {
    throw refusal(`TimeToLive is active on a different AttributeName: current AttributeName is ${current.attribute}`);
  } else if (enabled) {
    throw refusal("TimeToLive is already enabled");
  }
  if (current?.changedAt === undefined || now >= current.changedAt + cooling) return;
  throw refusal("Time to live has been modified multiple times within a fixed interval");
}
