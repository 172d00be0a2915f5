import type { Datapoint as Answered } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { type Datapoint, metricName, periods } from "./metrics.ts";
import { isStatistic, statistic } from "./statistics.ts";

const MOST_DATAPOINTS = 1440;
/** Those of high resolution. Source: API reference. */
const SHORT_PERIODS = [1, 5, 10, 20, 30];

const invalidValue = (message: string): ServiceException =>
  new ServiceException("InvalidParameterValueException", message);

export const getMetricStatistics: Operation<CloudWatch, "GetMetricStatistics"> = (input, context) => {
  const from = (input.StartTime as Date).getTime();
  const until = (input.EndTime as Date).getTime();
  const seconds = input.Period as number;
  if (input.Statistics === undefined && input.ExtendedStatistics === undefined) {
    throw new ServiceException(
      "InvalidParameterCombinationException",
      "Must specify either Statistics or ExtendedStatistics",
    );
  }
  if (from >= until) throw invalidValue("The parameter StartTime must be less than the parameter EndTime.");
  if (seconds % 60 !== 0 && !SHORT_PERIODS.includes(seconds)) {
    throw invalidValue("The parameter Period must be a multiple of 60.");
  }
  for (const name of input.ExtendedStatistics ?? []) {
    if (!isStatistic(name)) throw invalidValue(`The value ${name} for parameter ExtendedStatistics is not supported.`);
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
    byUnit: true,
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
