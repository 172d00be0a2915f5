/** IAM's pagination: Marker and MaxItems (100 when not given). */
import { validationError } from "./fault.ts";

interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

interface Page<Item> {
  readonly items: Item[];
  readonly position: { readonly IsTruncated: boolean; readonly Marker?: string };
}

/** Cuts one page out of items that are ordered by `keyOf`; the marker is the key of the last item given. */
export function page<Item>(items: readonly Item[], request: PageRequest, keyOf: (item: Item) => string): Page<Item> {
  const size = request.MaxItems ?? 100;
  const last = request.Marker === undefined ? undefined : readMarker(request.Marker);
  const start = last === undefined ? 0 : items.findIndex((item) => keyOf(item) === last) + 1;
  const cut = items.slice(start, start + size);
  const final = cut.at(-1);
  return start + size < items.length && final !== undefined
    ? { items: cut, position: { IsTruncated: true, Marker: Buffer.from(keyOf(final)).toString("base64url") } }
    : { items: cut, position: { IsTruncated: false } };
}

function readMarker(marker: string): string {
  const text = Buffer.from(marker, "base64url").toString();
  if (Buffer.from(text).toString("base64url") !== marker) throw validationError("Invalid Marker.");
  return text;
}
