/** Event source mappings: lookup, and the states they pass through. */
import type { Clock } from "../../../cloud/clock.ts";
import type { Store } from "../../../store/store.ts";
import type { MappingRecord, Place } from "../entities.ts";
import { inUse, notFound } from "../fault.ts";
import { mappingKey } from "../keys.ts";

const SETTLING = 50;
const PASSING = new Set(["Creating", "Enabling", "Updating", "Disabling"]);

interface Reading {
  readonly store: Store;
  readonly clock: Clock;
}

export function requireMapping(context: Reading & Place, uuid: string | undefined): MappingRecord {
  const record = context.store.get<MappingRecord>(mappingKey(context, uuid ?? ""));
  const settled = record && settledMapping(context, record);
  if (!settled) throw notFound("The resource you requested does not exist.");
  return settled;
}

/** A mapping on its way from one state to another takes no change. */
export function requireSettled({ configuration }: MappingRecord, change: "update" | "delete"): void {
  if (["Enabled", "Disabled"].includes(configuration.State ?? "")) return;
  throw inUse(`Cannot ${change} the event source mapping because it is in use.`);
}

/** The record as time has made it; undefined when it has been deleted meanwhile. */
export function settledMapping({ store, clock }: Reading, record: MappingRecord): MappingRecord | undefined {
  const { configuration, enabled } = record;
  if (clock.now() < (configuration.LastModified?.getTime() ?? 0) + SETTLING) return record;
  if (configuration.State === "Deleting") {
    store.delete(mappingKey(record, configuration.UUID ?? ""));
    return undefined;
  }
  if (!PASSING.has(configuration.State ?? "")) return record;
  return saveMapping(
    { store },
    { ...record, configuration: { ...configuration, State: enabled ? "Enabled" : "Disabled" } },
  );
}

export function saveMapping({ store }: Pick<Reading, "store">, record: MappingRecord): MappingRecord {
  store.put(mappingKey(record, record.configuration.UUID ?? ""), record);
  return record;
}
