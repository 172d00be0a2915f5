import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { requireGroup } from "./groups.ts";
import { METRIC_FILTER } from "./metric-filters.ts";
import { removeRecord } from "./records.ts";

export const deleteMetricFilter: Operation<CloudWatchLogs, "DeleteMetricFilter"> = (input, context) => {
  const group = requireGroup(context.store, context, input.logGroupName as string);
  if (!removeRecord(context, METRIC_FILTER, group.name, input.filterName as string)) {
    throw new ServiceException("ResourceNotFoundException", "The specified metric filter does not exist.");
  }
  return {};
};
