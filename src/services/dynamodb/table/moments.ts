/**
 * How long tables are in between states. AWS takes seconds; here it is just long enough to be seen: a table refuses
 * items while it is CREATING. DescribeTable waits for such moments to pass, because the SDKs' waiters would sleep for
 * 20 seconds after seeing one.
 */
import type { Table } from "./table.ts";

export const creatingFor = 25;
export const updatingFor = 25;
export const deletingFor = 25;

const longestWait = 100;

/** Milliseconds until the table is out of its moment. */
export function momentLeft({ activeAt, updatesUntil, deletedAt }: Table, now: number): number {
  return Math.min(Math.max(activeAt, updatesUntil, deletedAt ?? 0) - now, longestWait);
}
