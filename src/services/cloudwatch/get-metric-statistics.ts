import type { Datapoint as Answered } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatch } from "./client.ts";
import { type Datapoint, metricName, periods } from "./metrics.ts";
import { statistic } from "./statistics.ts";

export const getMetricStatistics: Operation<CloudWatch, "GetMetricStatistics"> = (input, context) => {
  const points = periods(context, metricName(input.Namespace as string, input.MetricName as string, input.Dimensions), {
    from: (input.StartTime as Date).getTime(),
    until: (input.EndTime as Date).getTime(),
    seconds: input.Period as number,
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
