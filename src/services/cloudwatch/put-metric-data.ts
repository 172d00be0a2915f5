import type { MetricDatum } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { evaluateAlarms } from "./evaluate-alarms.ts";
import { addDatapoint, type Datapoint, metricName } from "./metrics.ts";

const MINUTE = 60_000;
const SECOND = 1000;

export const putMetricData: Operation<CloudWatch, "PutMetricData"> = (input, context) => {
  for (const [i, datum] of (input.MetricData ?? []).entries()) {
    const step = datum.StorageResolution === 1 ? SECOND : MINUTE;
    const at = Math.floor((datum.Timestamp?.getTime() ?? context.clock.now()) / step) * step;
    const metric = metricName(input.Namespace as string, datum.MetricName as string, datum.Dimensions);
    addDatapoint(context, metric, datapoint(datum, at, i + 1));
  }
  evaluateAlarms(context, input.Namespace);
  return {};
};

function datapoint(datum: MetricDatum, at: number, position: number): Datapoint {
  const unit = datum.Unit ?? "None";
  const { StatisticValues: set } = datum;
  if (set) {
    return {
      at,
      unit,
      sum: set.Sum as number,
      count: set.SampleCount as number,
      least: set.Minimum as number,
      most: set.Maximum as number,
      values: [],
    };
  }
  const given = datum.Values ?? (datum.Value === undefined ? undefined : [datum.Value]);
  if (!given) {
    throw new ServiceException(
      "InvalidParameterCombinationException",
      `At least one of the parameters must be specified: MetricData.member.${position}.Value, MetricData.member.${position}.Values, MetricData.member.${position}.StatisticValues.`,
    );
  }
  const values = given.map((value, i) => [value, datum.Counts?.[i] ?? 1] as const);
  return {
    at,
    unit,
    sum: values.reduce((sum, [value, count]) => sum + value * count, 0),
    count: values.reduce((sum, [, count]) => sum + count, 0),
    least: Math.min(...given),
    most: Math.max(...given),
    values,
  };
}
