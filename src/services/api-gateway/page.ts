/** Pagination of the lists: `position` says how many came before. */
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { badRequest } from "./store.ts";

export function page<Item>(
  items: readonly Item[],
  { position, limit }: { readonly position?: string | undefined; readonly limit?: number | undefined },
): { items: Item[]; position?: string } {
  const start = position === undefined ? 0 : decodePageToken(position);
  if (typeof start !== "number") throw badRequest("Invalid position parameter specified");
  const size = limit ?? 25;
  const cut = items.slice(start, start + size);
  return start + size < items.length ? { items: cut, position: encodePageToken(start + size) } : { items: cut };
}
