import type { Cloud } from "../../../cloud/cloud.ts";
import { type BackupJob, copyIntoBackup } from "../backup/copy-into-backup.ts";
import { type ExpiryJob, expectExpiries } from "../expiry/expect-expiries.ts";
import { type CopyJob, copyItems } from "./copy-items.ts";
import { type RemovalJob, removeInBackground } from "./removal.ts";
import { jobsPrefix } from "./walk.ts";

/** Begins again what the end of a process cut short. */
export function resumeJobs(cloud: Cloud): void {
  for (const { value: job } of cloud.store.range<CopyJob | BackupJob | ExpiryJob | RemovalJob>({
    prefix: jobsPrefix,
  })) {
    switch (job.kind) {
      case "copy":
        copyItems(cloud, job);
        break;
      case "backup":
        copyIntoBackup(cloud, job);
        break;
      case "expiry":
        expectExpiries(cloud, job);
        break;
      case "removal":
        removeInBackground(cloud, job);
    }
  }
}
