import type { Datapoint as Answered } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { type Datapoint, metricName, periods } from "./metrics.ts";
import { statistic } from "./statistics.ts";

const MOST_DATAPOINTS = 1440;

export const getMetricStatistics: Operation<CloudWatch, "GetMetricStatistics"> = (input, context) => {
  const from = (input.StartTime as Date).getTime();
  const until = (input.EndTime as Date).getTime();
  const seconds = input.Period as number;
  if (from >= until) {
    throw new ServiceException("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
  }
  if (input.Statistics === undefined && input.ExtendedStatistics === undefined) {
    throw new ServiceException("ValidationError", "Must specify either Statistics or ExtendedStatistics");
  }
  const count = Math.ceil((until - from) / (seconds * 1000));
  if (count > MOST_DATAPOINTS) {
    throw new ServiceException(
      "InvalidParameterCombinationException",
      `You have requested up to ${count.toLocaleString("en")} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  const points = periods(context, metricName(input.Namespace as string, input.MetricName as string, input.Dimensions), {
    from,
    until,
    seconds,
    unit: input.Unit,
  });
  return {
    Label: input.MetricName as string,
    Datapoints: points.map((point) => answered(point, input.Statistics ?? [], input.ExtendedStatistics ?? [])),
  };
};

function answered(point: Datapoint, names: readonly string[], extended: readonly string[]): Answered {
  const values = (wanted: readonly string[]) =>
    Object.fromEntries(wanted.map((name) => [name, statistic(point, name) as number]));
  return {
    Timestamp: new Date(point.at),
    ...values(names),
    Unit: point.unit as NonNullable<Answered["Unit"]>,
    ...(extended.length > 0 ? { ExtendedStatistics: values(extended) } : {}),
  };
}
