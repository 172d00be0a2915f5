/**
 * Point-in-time recovery reaches back as many days as it is set to: what is older goes, some times a day of the
 * cloud's. So does what is left of records that are no longer kept.
 */
import type { Cloud } from "../../../cloud/cloud.ts";
import { inBackground, whenTimeComes } from "../background.ts";
import { removeSlowly } from "../job/removal.ts";
import type { Table } from "../table/table.ts";
import { readAllTables } from "../table/table-store.ts";
import { recoveryPrefix } from "./recovery-log.ts";

const day = 24 * 60 * 60 * 1000;
const interval = day / 4;
/** A restore under way still needs what it began with. */
const slack = 60 * 60 * 1000;

export function trimRecoveryLogs(cloud: Pick<Cloud, "store" | "clock">): void {
  const { store, clock } = cloud;
  const expectNext = (): void =>
    whenTimeComes(cloud, clock.now() + interval, () => {
      inBackground(store, async (goesOn) => {
        const tables = [...readAllTables(store)];
        for (const table of tables) {
          const before = [...recoveryPrefix(table), keptFrom(table, clock.now()) - slack];
          await removeSlowly(store, { prefix: recoveryPrefix(table), before }, goesOn);
        }
        if (goesOn()) expectNext();
      });
    });
  expectNext();
}

function keptFrom({ recovery, backupsUnderWay }: Table, now: number): number {
  if (recovery?.enabled) return Math.max(recovery.since, now - recovery.days * day);
  return backupsUnderWay === undefined ? now : 0;
}
