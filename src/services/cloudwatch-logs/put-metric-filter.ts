import type { MetricTransformation } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { compileFilterPattern } from "./filter-pattern/compile.ts";
import { requireGroup } from "./groups.ts";
import { METRIC_FILTER, metricFilters } from "./metric-filters.ts";
import { findRecord, limitExceeded, saveRecord } from "./records.ts";
import { requireStandardClass } from "./standard-class.ts";

const MOST_FILTERS = 100;
const MOST_DIMENSIONS = 3;

export const putMetricFilter: Operation<CloudWatchLogs, "PutMetricFilter"> = (input, context) => {
  const group = requireStandardClass(requireGroup(context.store, context, input.logGroupName as string));
  const filterName = input.filterName as string;
  const filterPattern = input.filterPattern as string;
  compileFilterPattern(filterPattern);
  for (const transformation of input.metricTransformations ?? []) check(transformation, filterPattern);
  if (
    !findRecord(context, METRIC_FILTER, group.name, filterName) &&
    metricFilters(context.store, context, group).length >= MOST_FILTERS
  ) {
    throw limitExceeded();
  }
  const filter = {
    filterName,
    filterPattern,
    metricTransformations: input.metricTransformations,
    creationTime: context.clock.now(),
    logGroupName: group.name,
    applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
    ...(input.fieldSelectionCriteria === undefined ? {} : { fieldSelectionCriteria: input.fieldSelectionCriteria }),
    ...(input.emitSystemFieldDimensions === undefined
      ? {}
      : { emitSystemFieldDimensions: input.emitSystemFieldDimensions }),
  };
  saveRecord(context, METRIC_FILTER, filter, group.name, filterName);
  return {};
};

function check({ metricValue, defaultValue, dimensions }: MetricTransformation, pattern: string): void {
  const refuse = (message: string) => new ServiceException("InvalidParameterException", message);
  const value = metricValue as string;
  if (!value.startsWith("$") && !Number.isFinite(Number(value))) {
    throw refuse(`Invalid metric transformation: '${value}' is not a valid metric value`);
  }
  const names = Object.keys(dimensions ?? {});
  if (names.length === 0) return;
  if (defaultValue !== undefined) {
    throw refuse("Invalid metric transformation: dimensions and default value are mutually exclusive properties");
  }
  if (!/^\s*[{[]/.test(pattern)) throw refuse("The specified filter pattern does not support dimensions");
  if (names.length > MOST_DIMENSIONS) {
    throw refuse(`Invalid metric transformation: the number of dimensions exceeds the limit of ${MOST_DIMENSIONS}`);
  }
}
