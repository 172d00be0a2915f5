import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { ServiceException } from "../../wire/service-exception.ts";

/** Step Functions' pagination: maxResults (100 when not given) and nextToken. */
export function cutPage<Item>(
  items: readonly Item[],
  { maxResults, nextToken }: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  usual = 100,
): { items: Item[]; next: { nextToken?: string } } {
  const start = nextToken === undefined ? 0 : decodePageToken(nextToken);
  if (typeof start !== "number") throw new ServiceException("InvalidToken", "Invalid Token: 'Invalid token'");
  const end = start + (maxResults || usual);
  return { items: items.slice(start, end), next: end < items.length ? { nextToken: encodePageToken(end) } : {} };
}
