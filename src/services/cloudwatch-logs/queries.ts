/** The queries of a cloud, the latest last. */
import type { Cloud } from "../../cloud/cloud.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { RunningQuery } from "./insights/running-query.ts";

const MOST_KEPT = 200;

const queries = new WeakMap<Cloud, Map<string, RunningQuery>>();

const queriesOf = (cloud: Cloud): Map<string, RunningQuery> => {
  const known = queries.get(cloud) ?? new Map<string, RunningQuery>();
  queries.set(cloud, known);
  return known;
};

export function keepQuery(cloud: Cloud, query: RunningQuery): void {
  const known = queriesOf(cloud);
  known.set(query.request.id, query);
  const [oldest] = known.keys();
  if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
}

/** Those of the caller's account and region. */
export const ownQueries = ({ cloud, account, region }: OperationContext): RunningQuery[] =>
  [...queriesOf(cloud).values()].filter(
    ({ request: { place } }) => place.account === account && place.region === region,
  );

export function requireQuery(context: OperationContext, id: string): RunningQuery {
  const found = ownQueries(context).find(({ request }) => request.id === id);
  if (!found) {
    throw new ServiceException("ResourceNotFoundException", `Query with id ${id} does not exist.`);
  }
  return found;
}
