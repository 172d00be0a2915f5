/** What may stand together in one UpdateTable: nearly every kind of change has to come alone. */
import type { DynamoInput } from "../operation.ts";
import { invalidParameter, refusal } from "../refusal.ts";

type Input = DynamoInput<"UpdateTable">;

/** Members that change something, as the sentence that misses them lists them; some are not the public API's. */
const changes: readonly (readonly [told: string, isGiven: (input: Input) => boolean])[] = [
  ["ProvisionedThroughput", ({ ProvisionedThroughput }) => ProvisionedThroughput !== undefined],
  ["BillingMode", ({ BillingMode }) => BillingMode !== undefined],
  ["UpdateStreamEnabled", ({ StreamSpecification }) => StreamSpecification !== undefined],
  ["GlobalSecondaryIndexUpdates", ({ GlobalSecondaryIndexUpdates }) => GlobalSecondaryIndexUpdates !== undefined],
  ["SSESpecification", ({ SSESpecification }) => SSESpecification !== undefined],
  ["ReplicaUpdates", ({ ReplicaUpdates }) => ReplicaUpdates !== undefined],
  ["MultiAccountReplicaReady", () => false],
  ["ReplicaTransitRoleArn", () => false],
  // On its own it changes nothing, yet it is not missed.
  ["MultiRegionConsistency", () => false],
  ["DeletionProtectionEnabled", ({ DeletionProtectionEnabled }) => DeletionProtectionEnabled !== undefined],
  ["OnDemandThroughput", ({ OnDemandThroughput }) => hasMembers(OnDemandThroughput)],
  ["WarmThroughput", ({ WarmThroughput }) => hasMembers(WarmThroughput)],
  ["TableClass", ({ TableClass }) => TableClass !== undefined],
];

/** Changes that come alone, the first of several being told. */
const alone: readonly (readonly [change: string, sentence: string])[] = [
  ["SSESpecification", "Server-Side Encryption modification must be the only operation in the request"],
  ["TableClass", "TableClass modification must be the only operation in the request"],
  ["DeletionProtectionEnabled", "DeletionProtection modification must be the only operation in the request"],
  ["WarmThroughput", "WarmThroughput must be the only operation in the request"],
  ["ReplicaUpdates", "Replica modification must be the only operation in the request"],
];

export function hasMembers(value: object | undefined): boolean {
  return value !== undefined && Object.values(value).some((member) => member !== undefined);
}

export function checkTogether(input: Input): void {
  const given = new Set(changes.filter(([, isGiven]) => isGiven(input)).map(([told]) => told));
  // Nor is a change of the witness alone, which has rules of its own.
  if (given.size === 0 && !input.GlobalTableWitnessUpdates) throw refusal(missing(input));
  const moving = (input.GlobalSecondaryIndexUpdates ?? []).some(({ Create, Delete }) => Create ?? Delete);
  if (given.has("WarmThroughput") && input.GlobalSecondaryIndexUpdates?.some(({ Create }) => Create)) {
    throw invalidParameter("Create global secondary index cannot be specified when updating WarmThroughput");
  }
  for (const [change, sentence] of alone) {
    if (given.has(change) && given.size > 1) throw invalidParameter(sentence);
  }
  if (given.has("OnDemandThroughput") && given.size > (given.has("BillingMode") ? 2 : 1)) {
    throw invalidParameter("OnDemandThroughput can only be combined with BillingMode in an UpdateTable request");
  }
  const units = given.has("ProvisionedThroughput");
  if (given.has("UpdateStreamEnabled") && (units || input.BillingMode === "PROVISIONED")) {
    throw invalidParameter("You cannot modify stream status while updating table IOPS");
  }
  // A switch of the billing mode may take its units and new indexes with it.
  if (moving && units && input.BillingMode === undefined) {
    throw invalidParameter("You cannot create or delete index while updating table IOPS");
  }
  if (moving && given.has("UpdateStreamEnabled")) {
    throw invalidParameter("You cannot create or delete index while changing stream status");
  }
}

function missing({ MultiRegionConsistency }: Input): string {
  const told = changes
    .map(([name]) => name)
    .filter((name) => name !== "MultiRegionConsistency" || !MultiRegionConsistency);
  return `At least one of ${told.slice(0, -1).join(", ")} or ${told.at(-1)} is required`;
}
