/**
 * The items of a backup, as they were when it was asked for: while a large table is copied its changes are recorded,
 * as for point-in-time recovery, and undone in the copy at the end.
 */
import type { Cloud } from "../../../cloud/cloud.ts";
import type { Key } from "../../../store/store.ts";
import { removeRecoveryLog, undoing } from "../change/recovery-log.ts";
import { itemKey, itemsPrefix } from "../item/primary-key.ts";
import { encodeItem, storedSize } from "../item/stored-item.ts";
import { walk } from "../job/walk.ts";
import { readTable, writeTable } from "../table/table-store.ts";
import { type Backup, backupItemsPrefix, backupKey } from "./backup-store.ts";

export interface BackupJob {
  readonly kind: "backup";
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  /** Where the record of changes stood. */
  readonly since: Key;
}

export function copyIntoBackup(cloud: Pick<Cloud, "store" | "clock">, job: BackupJob): void {
  const { store } = cloud;
  const current = (): Backup | undefined => store.get<Backup>(backupKey(job, job.arn));
  const backup = current();
  if (!backup) return;
  const prefix = itemsPrefix(backup.table);
  const placeOf = (key: Key): Key => [...backupItemsPrefix(job.arn), ...key.slice(prefix.length)];
  store.deletePrefix(backupItemsPrefix(job.arn));
  const total = { bytes: 0, items: 0 };
  const count = (value: Buffer, sign: 1 | -1): void => {
    total.bytes += sign * storedSize(value);
    total.items += sign;
  };
  const replace = (key: Key, value: Buffer | undefined): void => {
    const old = store.get<Buffer>(key);
    if (old) count(old, -1);
    if (value) count(value, 1);
    if (value) store.put(key, value);
    else store.delete(key);
  };
  walk<Buffer>(cloud, {
    id: job.arn,
    job,
    through: prefix,
    wanted: () => current() !== undefined,
    visit({ key, value }) {
      store.put(placeOf(key), value);
      count(value, 1);
    },
    more: undoing(store, job.since, ({ keys, before }) =>
      replace(placeOf(itemKey(backup.table, keys)), before ? encodeItem(before) : undefined),
    ),
    done() {
      const settled = current();
      if (!settled) return;
      const { copying: _copying, ...whole } = settled;
      store.put(backupKey(job, job.arn), { ...whole, ...total });
      endRecording(cloud, backup);
    },
  });
}

/** The record of changes is only kept on where point-in-time recovery is on, or another backup needs it. */
function endRecording({ store, clock }: Pick<Cloud, "store" | "clock">, { table }: Backup): void {
  const current = readTable(store, table, table.name, clock.now());
  if (current?.id !== table.id) return;
  const backups = (current.backupsUnderWay ?? 1) - 1;
  const { backupsUnderWay: _count, ...rest } = current;
  writeTable(store, backups > 0 ? { ...rest, backupsUnderWay: backups } : rest);
  if (backups <= 0 && !current.recovery?.enabled) removeRecoveryLog({ store, clock }, table);
}
