/** What DynamoDB takes up again when the cloud starts: back-fills, deletions, expiry, the memory of client tokens. */
import type { Cloud } from "../../cloud/cloud.ts";
import { allowBackgroundWork, endBackgroundWork } from "./background.ts";
import { failInterrupted } from "./bulk/interrupted.ts";
import { trimRecoveryLogs } from "./change/trim-recovery-logs.ts";
import { ExpirySweeper } from "./expiry/expiry-sweeper.ts";
import { resumeJobs } from "./job/resume-jobs.ts";
import { backfillLater } from "./table/backfill.ts";
import { removeTableLater } from "./table/remove-table.ts";
import { readAllTables } from "./table/table-store.ts";
import { forgetOldTokens } from "./transaction/idempotency.ts";

export function startDynamodb(cloud: Cloud): () => void {
  allowBackgroundWork(cloud.store);
  for (const table of readAllTables(cloud.store)) {
    if (table.deletedAt !== undefined) removeTableLater(cloud, table);
    else backfillLater(cloud, table);
  }
  failInterrupted(cloud);
  resumeJobs(cloud);
  forgetOldTokens(cloud);
  trimRecoveryLogs(cloud);
  const sweeper = new ExpirySweeper(cloud);
  return () => {
    endBackgroundWork(cloud.store);
    sweeper.stop();
  };
}
