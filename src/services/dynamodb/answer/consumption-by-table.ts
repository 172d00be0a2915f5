/** Capacity of a request over several tables, added up by table. */
import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";
import { type CapacityDetail, type Consumption, consumedCapacity, type UnitKind } from "./capacity.ts";

export class ConsumptionByTable {
  readonly #kind: UnitKind | undefined;
  /** Units of writes that failed: they are in the total of a table of which others succeeded, and in no part of it. */
  readonly #failed = new Map<string, number>();
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

  addFailed({ table, units }: Pick<Consumption, "table" | "units">): void {
    this.#failed.set(table.arn, (this.#failed.get(table.arn) ?? 0) + units);
  }

  /** One entry a table; undefined when nothing was asked for. */
  described(detail: CapacityDetail): ConsumedCapacity[] | undefined {
    if (detail !== "TOTAL" && detail !== "INDEXES") return undefined;
    return [...this.#tables.values()].map((sum) => {
      const consumed = consumedCapacity(detail, sum, this.#kind)!;
      const failed = this.#failed.get(sum.table.arn) ?? 0;
      return failed > 0 ? { ...consumed, CapacityUnits: consumed.CapacityUnits! + failed } : consumed;
    });
  }
}
