import { refusal } from "../refusal.ts";

const mostBytes = 4 * 1024 * 1024;

/** The items of a transaction are 4 MB together, whether they are read (whole, whatever is projected) or written. */
export function checkTotalSize(bytes: number): void {
  if (bytes > mostBytes) throw refusal("The aggregate size of the items in the transaction cannot exceed 4 MB");
}
