import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { groupArn } from "./groups.ts";
import { requireQuery } from "./queries.ts";

export const listLogGroupsForQuery: Operation<CloudWatchLogs, "ListLogGroupsForQuery"> = ({ queryId }, context) => ({
  logGroupIdentifiers: requireQuery(context, queryId as string).request.groups.map(({ name }) =>
    groupArn(context, name),
  ),
});
