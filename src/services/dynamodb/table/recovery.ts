/** Point-in-time recovery as it is described. */
import type { ContinuousBackupsDescription } from "@aws-sdk/client-dynamodb";
import type { Table } from "./table.ts";

const day = 24 * 60 * 60 * 1000;

export function describeRecovery({ recovery }: Table, now: number): ContinuousBackupsDescription {
  if (!recovery?.enabled) {
    return {
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
    };
  }
  return {
    ContinuousBackupsStatus: "ENABLED",
    PointInTimeRecoveryDescription: {
      PointInTimeRecoveryStatus: "ENABLED",
      RecoveryPeriodInDays: recovery.days,
      EarliestRestorableDateTime: new Date(earliestRestorable(recovery.since, recovery.days, now)),
      LatestRestorableDateTime: new Date(now),
    },
  };
}

/** Times are given in seconds, so the second in which recovery was switched on counts. */
export function isRestorable({ since, days }: NonNullable<Table["recovery"]>, time: number, now: number): boolean {
  return time >= Math.floor(earliestRestorable(since, days, now) / 1000) * 1000 && time <= now;
}

function earliestRestorable(since: number, days: number, now: number): number {
  return Math.max(since, now - days * day);
}
