import type { MetricFilter } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { requireGroup } from "./groups.ts";
import { METRIC_FILTER } from "./metric-filters.ts";
import { allRecords, pageOf } from "./records.ts";

export const describeMetricFilters: Operation<CloudWatchLogs, "DescribeMetricFilters"> = (input, context) => {
  const { logGroupName, filterNamePrefix = "", metricName, metricNamespace } = input;
  if ((metricName === undefined) !== (metricNamespace === undefined)) {
    throw new ServiceException(
      "InvalidParameterException",
      "If you include the metricName parameter in your request, you must also include the metricNamespace parameter.",
    );
  }
  if (logGroupName !== undefined) requireGroup(context.store, context, logGroupName);
  const within = logGroupName === undefined ? [] : [logGroupName];
  const found = allRecords<MetricFilter>(context.store, context, METRIC_FILTER, ...within).filter(
    (filter) =>
      filter.filterName?.startsWith(filterNamePrefix) &&
      (metricName === undefined ||
        filter.metricTransformations?.some(
          (made) => made.metricName === metricName && made.metricNamespace === metricNamespace,
        )),
  );
  const { page, ...rest } = pageOf(found, input);
  return { metricFilters: page, ...rest };
};
