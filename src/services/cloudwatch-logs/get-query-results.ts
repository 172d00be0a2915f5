import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { requireQuery } from "./queries.ts";
import { pageOf } from "./records.ts";

export const getQueryResults: Operation<CloudWatchLogs, "GetQueryResults"> = (input, context) => {
  const query = requireQuery(context, input.queryId as string);
  const { page, ...rest } = pageOf(query.results, { limit: input.maxItems, nextToken: input.nextToken }, 10_000);
  return {
    queryLanguage: "CWLI",
    results: page,
    statistics: {
      recordsMatched: query.recordsMatched,
      recordsScanned: query.recordsScanned,
      estimatedRecordsSkipped: 0,
      bytesScanned: query.bytesScanned,
      estimatedBytesSkipped: 0,
      logGroupsScanned: query.request.groups.length,
    },
    status: query.status,
    ...rest,
  };
};
