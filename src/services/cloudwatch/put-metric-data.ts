import type { MetricDatum } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { evaluateAlarms } from "./evaluate-alarms.ts";
import { addDatapoint, type Datapoint, metricName } from "./metrics.ts";

const MINUTE = 60_000;
const SECOND = 1000;

export const putMetricData: Operation<CloudWatch, "PutMetricData"> = (input, context) => {
  if (input.Namespace?.startsWith("AWS/") && context.principal.type !== "service") {
    throw invalidValue(`The value ${input.Namespace} for parameter Namespace is invalid.`);
  }
  for (const [i, datum] of (input.MetricData ?? []).entries()) {
    check(datum, `MetricData.member.${i + 1}`);
    const step = datum.StorageResolution === 1 ? SECOND : MINUTE;
    const at = Math.floor((datum.Timestamp?.getTime() ?? context.clock.now()) / step) * step;
    const metric = metricName(input.Namespace as string, datum.MetricName as string, datum.Dimensions);
    addDatapoint(context, metric, datapoint(datum, at, i + 1));
  }
  evaluateAlarms(context, input.Namespace);
  return {};
};

const invalidValue = (message: string): ServiceException =>
  new ServiceException("InvalidParameterValueException", message);

function check({ Value, Values, Counts, StatisticValues }: MetricDatum, member: string): void {
  const given = { Value, Values, StatisticValues };
  const [first, second] = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (first !== undefined && second !== undefined) {
    throw new ServiceException(
      "InvalidParameterCombinationException",
      `The parameters ${member}.${first} and ${member}.${second} are mutually exclusive and you have specified both.`,
    );
  }
  if (Values && Counts && Values.length !== Counts.length) {
    throw invalidValue(`The parameters ${member}.Values and ${member}.Counts must be of the same size.`);
  }
  for (const value of Values ?? [Value]) {
    if (value !== undefined && !Number.isFinite(value)) {
      throw invalidValue(`The value ${value} for parameter ${member}.Value is invalid.`);
    }
  }
}

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
