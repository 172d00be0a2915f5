/**
 * A datum of PutMetricData: what is refused of it, and the datapoint it makes. AWS tells of all faults of a kind, one a
 * line; the sentences are those that clients have reported.
 */
import type { MetricDatum } from "@aws-sdk/client-cloudwatch";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Datapoint } from "./metrics.ts";

const HOUR = 3_600_000;
const TWO_WEEKS = 14 * 24 * HOUR;
const GREATEST = 2 ** 360;
const MOST_VALUES = 150;

/** A datum and how the request's text names it, such as MetricData.member.1. */
export interface NamedDatum {
  readonly datum: MetricDatum;
  readonly member: string;
}

export const namedData = (data: readonly MetricDatum[] = [], list = "MetricData"): NamedDatum[] =>
  data.map((datum, i) => ({ datum, member: `${list}.member.${i + 1}` }));

export function checkData(data: readonly NamedDatum[], now: number): void {
  const combinations = data.flatMap(combinationFaults);
  if (combinations.length > 0) {
    throw new ServiceException("InvalidParameterCombinationException", combinations.join("\n"));
  }
  const faults = data.flatMap((named) => [...valueFaults(named), ...timeFaults(named, now)]);
  if (faults.length > 0) throw new ServiceException("InvalidParameterValueException", faults.join("\n"));
}

function combinationFaults({ datum, member }: NamedDatum): string[] {
  const { Value, Values, StatisticValues } = datum;
  const given = Object.entries({ Value, Values, StatisticValues }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${member}.${name}`],
  );
  const [first, second] = given;
  if (first === undefined) {
    return [
      `At least one of the parameters must be specified: ${member}.Value, ${member}.Values, ${member}.StatisticValues.`,
    ];
  }
  if (second === undefined) return [];
  return [`The parameters ${first} and ${second} are mutually exclusive and you have specified both.`];
}

function* valueFaults({ datum, member }: NamedDatum): IterableIterator<string> {
  const { Value, Values, Counts, StatisticValues: set, StorageResolution } = datum;
  if (Values && Values.length > MOST_VALUES) {
    yield `The collection ${member}.Values must not have a size greater than ${MOST_VALUES}.`;
  }
  if (Values && Counts && Values.length !== Counts.length) {
    yield `The parameters ${member}.Values and ${member}.Counts must be of the same size.`;
  }
  const numbers: [name: string, value: number | undefined][] = [
    ["Value", Value],
    ...(Values ?? []).map((value, i): [string, number] => [`Values.member.${i + 1}`, value]),
    ...Object.entries(set ?? {}).map(([name, value]): [string, number] => [`StatisticValues.${name}`, value]),
  ];
  for (const [name, value] of numbers) {
    if (value !== undefined && !(Math.abs(value) <= GREATEST)) {
      yield `The value ${value} for parameter ${member}.${name} is invalid.`;
    }
  }
  if (StorageResolution !== undefined && StorageResolution !== 1 && StorageResolution !== 60) {
    yield `The parameter ${member}.StorageResolution must be a value in the set [ 1, 60 ].`;
  }
}

function* timeFaults({ datum: { Timestamp }, member }: NamedDatum, now: number): IterableIterator<string> {
  const at = Timestamp?.getTime() ?? now;
  if (at < now - TWO_WEEKS) {
    yield `The parameter ${member}.Timestamp must specify a time within the past two weeks.`;
  } else if (at > now + 2 * HOUR) {
    yield `The parameter ${member}.Timestamp must specify a time no more than two hours in the future.`;
  }
}

/** Of a datum that has passed the checks. */
export function datapointOf(datum: MetricDatum, at: number): Datapoint {
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
  const given = datum.Values ?? [datum.Value as number];
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
