/** Pagination of the Get… lists: MaxResults is text, the token says how many came before. */
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { ServiceException } from "../../wire/service-exception.ts";

export function page<Item>(
  items: readonly Item[],
  request: { readonly MaxResults?: string | undefined; readonly NextToken?: string | undefined },
): { readonly Items: Item[]; readonly NextToken?: string } {
  const start = request.NextToken === undefined ? 0 : decodePageToken(request.NextToken);
  if (typeof start !== "number") throw new ServiceException("BadRequestException", "Invalid nextToken");
  const size = request.MaxResults === undefined ? items.length : Number(request.MaxResults);
  const cut = items.slice(start, start + size);
  return start + size < items.length ? { Items: cut, NextToken: encodePageToken(start + size) } : { Items: cut };
}
