/** Pages of Lambda's lists: 50 entries unless the request wants fewer, and a marker for what follows. */
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { invalidParameter } from "./fault.ts";

const LARGEST_PAGE = 50;

export function page<T>(
  all: readonly T[],
  marker: string | undefined,
  maxItems: number | undefined,
  largest = LARGEST_PAGE,
): { readonly items: T[]; readonly next: { NextMarker?: string } } {
  const from = marker === undefined || marker === "" ? 0 : decodePageToken(marker);
  if (typeof from !== "number") throw invalidParameter("Invalid pagination token");
  const to = from + Math.min(maxItems ?? largest, largest);
  return { items: all.slice(from, to), next: to < all.length ? { NextMarker: encodePageToken(to) } : {} };
}
