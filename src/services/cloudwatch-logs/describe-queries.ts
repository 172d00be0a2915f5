import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import type { RunningQuery } from "./insights/running-query.ts";
import { ownQueries } from "./queries.ts";
import { pageOf } from "./records.ts";

export const describeQueries: Operation<CloudWatchLogs, "DescribeQueries"> = (input, context) => {
  const found = ownQueries(context)
    .filter(
      ({ request }) =>
        input.logGroupName === undefined || request.groups.some(({ name }) => name === input.logGroupName),
    )
    .filter(({ status }) => input.status === undefined || status === input.status)
    .reverse();
  const { page, ...rest } = pageOf(found, { limit: input.maxResults, nextToken: input.nextToken }, 1000);
  return {
    queries: page.map((query) => ({
      queryLanguage: "CWLI" as const,
      queryId: query.request.id,
      queryString: withSource(query),
      status: query.status,
      createTime: query.request.startedAt,
      ...(query.request.groups.length === 1 ? { logGroupName: query.request.groups[0]?.name } : {}),
    })),
    ...rest,
  };
};

/** AWS shows queries with where they read, in seconds from when they were started. */
function withSource({ request }: RunningQuery): string {
  const groups = request.groups.map(({ name }) => `"${name}"`).join(", ");
  const seconds = (time: number): number => Math.round((time - request.startedAt) / 1000);
  return `SOURCE ${groups} START=${seconds(request.from)}s END=${seconds(request.until - 1)}s | ${request.text}`;
}
