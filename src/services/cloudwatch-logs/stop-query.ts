import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { requireQuery } from "./queries.ts";

export const stopQuery: Operation<CloudWatchLogs, "StopQuery"> = ({ queryId }, context) => {
  if (!requireQuery(context, queryId as string).stop()) {
    throw new ServiceException("InvalidParameterException", "Query is not running.");
  }
  return { success: true };
};
