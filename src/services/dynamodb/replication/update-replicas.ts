/** ReplicaUpdates: copies of a table in other regions of this cloud, made whole at once and then kept equal. */
import type { ReplicationGroupUpdate } from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Store } from "../../../store/store.ts";
import type { DynamoInput } from "../operation.ts";
import { invalidParameter, refusal } from "../refusal.ts";
import { updatingFor } from "../table/moments.ts";
import { streamFrom } from "../table/stream-settings.ts";
import type { Replica, Table } from "../table/table.ts";
import { readTable, writeTable } from "../table/table-store.ts";
import { copyToRegion, withOwnSettings } from "./copy-to-region.ts";
import { replicaTables } from "./replica-tables.ts";
import { withConsistency } from "./strong-consistency.ts";

export function updateReplicas(
  table: Table,
  input: DynamoInput<"UpdateTable">,
  context: OperationContext,
  now: number,
): Table {
  const updates = input.ReplicaUpdates ?? [];
  const replicas = updates.reduce((known, update) => updatedList(table, known, update, now), table.replicas);
  return spread(withConsistency(table, replicas, input, context.store, now), replicas, context, now);
}

function updatedList(
  table: Table,
  known: readonly Replica[],
  { Create, Delete, Update }: ReplicationGroupUpdate,
  now: number,
): readonly Replica[] {
  const region = (Create ?? Delete ?? Update)?.RegionName;
  if (region === undefined) throw invalidParameter("One of Create, Update or Delete must be given in a replica update");
  // Source: answers of AWS that users have published.
  if (region === table.region) {
    throw refusal(
      "Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.",
    );
  }
  const existing = known.find((replica) => replica.region === region);
  const others = known.filter((replica) => replica !== existing);
  if (Create) {
    if (existing) throw notFitting("already exists", region);
    // Source: answers of AWS that users have published. There is no auto scaling here.
    if (table.billingMode === "PROVISIONED") {
      throw refusal("Table write capacity should either be Pay-Per-Request or AutoScaled.");
    }
    const { RegionName: _region, ...own } = Create;
    return [...others, { region, activeAt: now + updatingFor, copiedAt: now, own }];
  }
  if (!existing) throw notFitting("was not found", region);
  if (Delete) return others;
  const { RegionName: _region, ...own } = Update!;
  return known.map((replica) => (replica === existing ? { ...replica, own: { ...replica.own, ...own } } : replica));
}

function notFitting(how: string, region: string): Error {
  return invalidParameter(
    `Replica specified in the Replica Update or Replica Delete action of the request ${how} in Region: ${region}`,
  );
}

/** Brings the tables of all regions in line with the new list. */
function spread(table: Table, replicas: readonly Replica[], context: OperationContext, now: number): Table {
  const { store } = context;
  const withReplicas = streaming({ ...table, replicas }, now);
  for (const replica of replicaTables(table, store, now)) {
    if (!replicas.some(({ region }) => region === replica.region)) {
      writeTable(store, { ...replica, replicas: [], deletedAt: now });
    }
  }
  const known = replicaTables(table, store, now).flatMap((replica) => replica.replicas);
  const self = known.find(({ region }) => region === table.region) ?? { region: table.region };
  for (const { region, own } of replicas) {
    const existing = readTable(store, { account: table.account, region }, table.name, now);
    const others = [self, ...replicas.filter((replica) => replica.region !== region)].map((replica) =>
      asSeenBy(existing, replica),
    );
    if (existing) writeTable(store, withOwnSettings({ ...existing, replicas: others }, own));
    else copyToRegion(withReplicas, { region, own }, others, context, now);
  }
  return withReplicas;
}

/** Only the source of a copy knows when it was made. */
function asSeenBy(table: Table | undefined, { copiedAt: _copiedAt, ...replica }: Replica): Replica {
  const copiedAt = table?.replicas.find(({ region }) => region === replica.region)?.copiedAt;
  return copiedAt === undefined ? replica : { ...replica, copiedAt };
}

/** Global tables have streams with both images. */
function streaming(table: Table, now: number): Table {
  if (table.stream || table.replicas.length === 0) return table;
  return { ...table, ...streamFrom("NEW_AND_OLD_IMAGES", now) };
}

const day = 24 * 60 * 60 * 1000;

/** Source: an answer of AWS that a user has published in 2026. */
export function checkNoFreshCopies({ replicas }: Table, now: number): void {
  if (!replicas.some(({ copiedAt }) => copiedAt !== undefined && now < copiedAt + day)) return;
  throw refusal(
    "Replica cannot be deleted because it has acted as a source region for new replica(s) being added to the table in the last 24 hours.",
  );
}

/** The other replicas go on without this one. */
export function leaveGlobalTable(table: Table, store: Store, now: number): void {
  for (const replica of replicaTables(table, store, now)) {
    writeTable(store, { ...replica, replicas: replica.replicas.filter(({ region }) => region !== table.region) });
  }
}
