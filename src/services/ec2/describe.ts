/** What all Describe operations share: ids, filters, pages. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidParameter } from "./fault.ts";
import type { FilterFields } from "./filters.ts";
import { checkFilters, matchesFilters } from "./filters.ts";
import { tagsOf } from "./resource-tags.ts";
import type { Kind, Resources } from "./resources.ts";
import { requireResource } from "./resources.ts";

export interface DescribeRequest {
  readonly ids?: readonly string[] | undefined;
  readonly Filters?: readonly Ec2.Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** The resources asked for and the token of the next page. An id that does not exist is refused. */
export function describeResources<K extends Kind>(
  context: OperationContext,
  kind: K,
  request: DescribeRequest,
  fields: FilterFields<Resources[K]> = {},
): { items: Resources[K][]; next: { NextToken?: string } } {
  // Source: AWS's answers as its users report them; the reference names the kinds that take any number.
  if (request.MaxResults !== undefined && request.MaxResults < LEAST_RESULTS && !ANY_NUMBER.has(kind)) {
    throw invalidParameter(
      `Value ( ${request.MaxResults} ) for parameter maxResults is invalid. Expecting a value greater than ${LEAST_RESULTS}.`,
    );
  }
  checkFilters(kind, request.Filters, fields);
  const asked = request.ids?.length
    ? [...new Set(request.ids)].map((id) => [id, requireResource(context, kind, id)] as const)
    : entries(context, kind);
  const matching = asked.filter(([id, item]) => matchesFilters(item, tagsOf(context, id), request.Filters, fields));
  return cutPage(
    matching.map(([, item]) => item),
    request,
  );
}

const LEAST_RESULTS = 5;
const ANY_NUMBER: ReadonlySet<string> = new Set(["vpc-flow-log", "prefix-list", "vpc-endpoint"]);

function entries<K extends Kind>(context: OperationContext, kind: K): (readonly [string, Resources[K]])[] {
  const { store, account, region } = context;
  return [...store.range<Resources[K]>({ prefix: ["ec2", account, region, kind] })].map(
    ({ key, value }) => [String(key.at(-1)), value] as const,
  );
}

/** One page of a list that has an order of its own. */
export function cutPage<Item>(
  items: readonly Item[],
  { MaxResults, NextToken }: Pick<DescribeRequest, "MaxResults" | "NextToken">,
): { items: Item[]; next: { NextToken?: string } } {
  const start = NextToken === undefined ? 0 : decodePageToken(NextToken);
  if (typeof start !== "number") {
    throw new ServiceException("InvalidParameterValue", `Invalid value '${NextToken}' for nextToken`);
  }
  const size = MaxResults ?? items.length;
  const end = start + size;
  return {
    items: items.slice(start, end),
    next: end < items.length ? { NextToken: encodePageToken(end) } : {},
  };
}
