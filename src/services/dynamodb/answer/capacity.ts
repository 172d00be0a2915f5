/** ConsumedCapacity and ItemCollectionMetrics as AWS gives them on request. */
import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";
import type { Item } from "../attribute/value.ts";
import type { Table } from "../table/table.ts";

export type CapacityDetail = string | undefined;

export interface Consumption {
  readonly table: Table;
  /** Units of the table itself. */
  readonly units: number;
  readonly indexUnits?: ReadonlyMap<string, number>;
}

/** Units of transactions are told as read or write units too. */
export type UnitKind = "ReadCapacityUnits" | "WriteCapacityUnits";

export function consumedCapacity(
  detail: CapacityDetail,
  { table, units, indexUnits }: Consumption,
  kind?: UnitKind,
): ConsumedCapacity | undefined {
  if (detail !== "TOTAL" && detail !== "INDEXES") return undefined;
  let total = units;
  for (const spent of indexUnits?.values() ?? []) total += spent;
  const counted = (amount: number): { CapacityUnits: number } => ({
    CapacityUnits: amount,
    ...(kind ? { [kind]: amount } : {}),
  });
  const summary = { TableName: table.name, ...counted(total) };
  if (detail === "TOTAL") return summary;
  const ofKind = (wanted: "global" | "local"): Record<string, { CapacityUnits: number }> | undefined => {
    const entries = table.indexes
      .filter(({ name, kind: indexKind }) => indexKind === wanted && indexUnits?.has(name))
      .map(({ name }) => [name, counted(indexUnits!.get(name)!)] as const);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  };
  const [local, global] = [ofKind("local"), ofKind("global")];
  return {
    ...summary,
    Table: counted(units),
    ...(local ? { LocalSecondaryIndexes: local } : {}),
    ...(global ? { GlobalSecondaryIndexes: global } : {}),
  };
}

/** A read unit is 4 KB, half a unit when eventual consistency is enough. */
export function readUnits(size: number, consistent: boolean | undefined): number {
  const units = Math.max(1, Math.ceil(size / 4096));
  return consistent ? units : units / 2;
}

/** Only tables with local indexes have item collections. */
export function itemCollectionMetrics(
  detail: string | undefined,
  table: Table,
  item: Item,
): { ItemCollectionKey: Item; SizeEstimateRangeGB: [number, number] } | undefined {
  if (detail !== "SIZE" || !table.indexes.some(({ kind }) => kind === "local")) return undefined;
  const { name } = table.keys.hash[0]!;
  return { ItemCollectionKey: { [name]: item[name]! }, SizeEstimateRangeGB: [0, 1] };
}
