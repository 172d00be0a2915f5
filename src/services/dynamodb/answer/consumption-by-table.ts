/** Capacity of a request over several tables, added up by table. */
import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";
import { type CapacityDetail, type Consumption, consumedCapacity, type UnitKind } from "./capacity.ts";

export class ConsumptionByTable {
  readonly #kind: UnitKind | undefined;
  readonly #tables = new Map<string, { table: Consumption["table"]; units: number; indexUnits: Map<string, number> }>();

  constructor(kind?: UnitKind) {
    this.#kind = kind;
  }

  add({ table, units, indexUnits }: Consumption): void {
    let sum = this.#tables.get(table.arn);
    if (!sum) {
      sum = { table, units: 0, indexUnits: new Map() };
      this.#tables.set(table.arn, sum);
    }
    sum.units += units;
    for (const [name, spent] of indexUnits ?? []) sum.indexUnits.set(name, (sum.indexUnits.get(name) ?? 0) + spent);
  }

  /** One entry a table; undefined when nothing was asked for. */
  described(detail: CapacityDetail): ConsumedCapacity[] | undefined {
    if (detail !== "TOTAL" && detail !== "INDEXES") return undefined;
    return [...this.#tables.values()].map((sum) => consumedCapacity(detail, sum, this.#kind)!);
  }
}
