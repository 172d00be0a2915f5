/**
 * Global tables with strong consistency between regions. AWS's documentation tells what they cannot be, but not in which
 * words DynamoDB refuses it: the sentences are guesses. A witness holds no data that could be read, so it is but named.
 */
import type { Store } from "../../../store/store.ts";
import { itemsPrefix } from "../item/primary-key.ts";
import type { DynamoInput } from "../operation.ts";
import { invalidParameter } from "../refusal.ts";
import { updatingFor } from "../table/moments.ts";
import type { Replica, Table, Witness } from "../table/table.ts";

type Input = DynamoInput<"UpdateTable">;

/** Besides the table's own. */
const otherRegions = 2;

/** The table as an update of its replicas leaves it, as far as consistency is concerned. */
export function withConsistency(
  table: Table,
  replicas: readonly Replica[],
  { MultiRegionConsistency: asked, GlobalTableWitnessUpdates: updates }: Input,
  store: Store,
  now: number,
): Table {
  const witness = (updates ?? []).reduce((known, update) => updatedWitness(known, update, now), table.witness);
  const { consistency = asked, witness: _witness, ...rest } = table;
  if (asked !== undefined && asked !== consistency) {
    throw invalidParameter("The consistency of a global table cannot be changed");
  }
  if (consistency !== "STRONG") {
    if (witness) throw invalidParameter("A witness requires MultiRegionConsistency to be STRONG");
    return asked ? { ...table, consistency: asked } : table;
  }
  const regions = new Set([...replicas.map(({ region }) => region), ...(witness ? [witness.region] : [])]);
  regions.delete(table.region);
  if (regions.size === 0) return withoutConsistency(rest);
  if (regions.size !== otherRegions || replicas.length === 0) {
    throw invalidParameter(
      "A global table with MultiRegionConsistency STRONG must have exactly three Regions: three replicas, or two replicas and a witness",
    );
  }
  if (table.consistency === undefined) checkEligible(table, store);
  return { ...table, consistency, ...(witness && { witness }) };
}

function withoutConsistency({ consistency: _consistency, ...table }: Table): Table {
  return table;
}

function updatedWitness(
  known: Witness | undefined,
  { Create, Delete }: NonNullable<Input["GlobalTableWitnessUpdates"]>[number],
  now: number,
): Witness | undefined {
  if (Create) {
    if (known) throw invalidParameter("The global table already has a witness");
    return { region: Create.RegionName!, activeAt: now + updatingFor };
  }
  if (known?.region !== Delete?.RegionName) throw invalidParameter("The witness was not found");
  return undefined;
}

function checkEligible(table: Table, store: Store): void {
  const refuse = (what: string): Error =>
    invalidParameter(`MultiRegionConsistency STRONG is not supported for ${what}`);
  if (table.replicas.length > 0) throw refuse("tables that have replicas");
  if (table.timeToLive?.enabled) throw refuse("tables with time to live");
  if (table.indexes.some(({ kind }) => kind === "local")) throw refuse("tables with local secondary indexes");
  for (const _item of store.range({ prefix: itemsPrefix(table), limit: 1 })) throw refuse("tables that are not empty");
}

export function checkTransactable({ consistency }: Table): void {
  if (consistency === "STRONG") throw unsupported("Transactions are");
}

export function checkMayExpire({ consistency }: Table): void {
  if (consistency === "STRONG") throw unsupported("Time to live is");
}

function unsupported(what: string): Error {
  return invalidParameter(`${what} not supported for global tables with MultiRegionConsistency STRONG`);
}
