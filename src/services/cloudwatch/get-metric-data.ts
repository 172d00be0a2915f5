import type { MetricDataQuery, MetricDataResult } from "@aws-sdk/client-cloudwatch";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { metricName, periods } from "./metrics.ts";
import { isStatistic, statistic } from "./statistics.ts";

export const getMetricData: Operation<CloudWatch, "GetMetricData"> = (input, context) => {
  const from = (input.StartTime as Date).getTime();
  const until = (input.EndTime as Date).getTime();
  if (from >= until) {
    throw new ServiceException("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
  }
  const results = (input.MetricDataQueries ?? [])
    .filter(({ ReturnData }) => ReturnData !== false)
    .map((query) => result(context, query, { from, until, ascending: input.ScanBy === "TimestampAscending" }));
  return { MetricDataResults: results, Messages: [] };
};

function result(
  context: OperationContext,
  query: MetricDataQuery,
  { from, until, ascending }: { readonly from: number; readonly until: number; readonly ascending: boolean },
): MetricDataResult {
  const { MetricStat: wanted } = query;
  if (!wanted) {
    throw new ServiceException("NotImplemented", "Terrarium does not implement metric math expressions.", {}, 501);
  }
  const name = wanted.Stat as string;
  if (!isStatistic(name)) {
    throw new ServiceException("NotImplemented", `Terrarium does not implement the statistic ${name}.`, {}, 501);
  }
  const { Namespace, MetricName, Dimensions } = wanted.Metric ?? {};
  const points = periods(context, metricName(Namespace as string, MetricName as string, Dimensions), {
    from,
    until,
    seconds: wanted.Period as number,
    unit: wanted.Unit,
  });
  // The latest come first unless asked otherwise.
  if (!ascending) points.reverse();
  return {
    Id: query.Id as string,
    Label: query.Label ?? (MetricName as string),
    Timestamps: points.map(({ at }) => new Date(at)),
    Values: points.map((point) => statistic(point, name) as number),
    StatusCode: "Complete",
  };
}
