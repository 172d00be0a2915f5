/** The members of a table's description that tell of its copies in other regions. */
import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { Table } from "./table.ts";

export function describeReplicas(
  table: Table,
  now: number,
): Pick<TableDescription, "GlobalTableVersion" | "GlobalTableWitnesses" | "MultiRegionConsistency" | "Replicas"> {
  if (table.replicas.length === 0) return {};
  return {
    GlobalTableVersion: "2019.11.21",
    ...(table.consistency && { MultiRegionConsistency: table.consistency }),
    ...(table.witness && {
      GlobalTableWitnesses: [
        { RegionName: table.witness.region, WitnessStatus: now < table.witness.activeAt ? "CREATING" : "ACTIVE" },
      ],
    }),
    Replicas: table.replicas.map(({ region, activeAt = 0, own }) => {
      const { TableClassOverride: tableClass, ...described } = own ?? {};
      return {
        RegionName: region,
        ReplicaStatus: now < activeAt ? ("CREATING" as const) : ("ACTIVE" as const),
        ...described,
        ...(tableClass && { ReplicaTableClassSummary: { TableClass: tableClass } }),
      };
    }),
  };
}
