/** What is stored by name in an account and region: filters, policies, destinations, definitions, detectors. */
import type { OperationContext } from "../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import type { KeyPart, Store } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Place } from "./groups.ts";

type Name = readonly KeyPart[];
type Stored = Pick<OperationContext, "store" | "account" | "region">;

const keyOf = ({ account, region }: Place, kind: string, name: Name) => ["logs", account, region, kind, ...name];

export const findRecord = <T>(context: Stored, kind: string, ...name: Name): T | undefined =>
  context.store.get<T>(keyOf(context, kind, name));

export const saveRecord = (context: Stored, kind: string, record: object, ...name: Name): void =>
  context.store.put(keyOf(context, kind, name), record);

/** Returns whether there was one. */
export const removeRecord = (context: Stored, kind: string, ...name: Name): boolean =>
  context.store.delete(keyOf(context, kind, name));

/** All records of a kind, or those under the first parts of their names, in order of names. */
export function allRecords<T>(store: Store, place: Place, kind: string, ...within: Name): T[] {
  return Array.from(store.range<T>({ prefix: keyOf(place, kind, within) }), ({ value }) => value);
}

/** The page of a list that a request asks for. */
export function pageOf<T>(
  items: readonly T[],
  { limit, nextToken }: { readonly limit?: number | undefined; readonly nextToken?: string | undefined },
  mostItems = 50,
): { readonly page: T[]; readonly nextToken?: string } {
  const start = nextToken === undefined ? 0 : decodePageToken(nextToken);
  if (typeof start !== "number") {
    throw new ServiceException("InvalidParameterException", "The specified nextToken is invalid.");
  }
  const end = start + (limit ?? mostItems);
  return { page: items.slice(start, end), ...(end < items.length ? { nextToken: encodePageToken(end) } : {}) };
}

export const limitExceeded = (): ServiceException =>
  new ServiceException("LimitExceededException", "Resource limit exceeded.");
