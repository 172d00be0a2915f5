import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { ServiceException } from "../../wire/service-exception.ts";

/** The page of a list that a request asks for. */
export function pageOf<T>(
  items: readonly T[],
  size: number,
  token: string | undefined,
): { readonly page: T[]; readonly NextToken?: string } {
  const start = token === undefined ? 0 : decodePageToken(token);
  if (typeof start !== "number") throw new ServiceException("InvalidNextToken", "Invalid nextToken");
  const end = start + size;
  return { page: items.slice(start, end), ...(end < items.length ? { NextToken: encodePageToken(end) } : {}) };
}
