/** Pages of lists that are short enough to be put together for each. A token is a place in the list. */
import { refusal } from "../refusal.ts";

export interface ListPage<T> {
  readonly page: readonly T[];
  readonly next: { readonly NextToken?: string };
}

/** Imports want tokens of at least 112 hexadecimal digits. */
const digits = 56;

export function listPage<T>(all: readonly T[], size: number, token: string | undefined): ListPage<T> {
  const start = token === undefined ? 0 : Number(Buffer.from(token, "hex").toString() || Number.NaN);
  if (!Number.isInteger(start)) throw refusal("Invalid NextToken");
  const end = start + size;
  const next = end < all.length ? { NextToken: Buffer.from(String(end).padStart(digits, "0")).toString("hex") } : {};
  return { page: all.slice(start, end), next };
}
