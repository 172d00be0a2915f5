/** Metrics and their data: one record a metric and minute (or second), with every value and how often it came. */
import type { Dimension } from "@aws-sdk/client-cloudwatch";
import type { OperationContext } from "../../cloud/operation.ts";

export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  /** In order of names. */
  readonly dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

export interface Datapoint {
  readonly at: number;
  readonly unit: string;
  readonly sum: number;
  readonly count: number;
  readonly least: number;
  readonly most: number;
  /** Values and their counts; missing when only statistics were given. */
  readonly values: readonly (readonly [value: number, count: number])[];
}

type Place = Pick<OperationContext, "store" | "account" | "region">;

export const metricName = (
  namespace: string,
  name: string,
  dimensions: readonly Dimension[] | undefined,
): MetricName => ({
  namespace,
  name,
  dimensions: (dimensions ?? [])
    .map(({ Name, Value }) => ({ Name: Name as string, Value: Value as string }))
    .sort((a, b) => (a.Name < b.Name ? -1 : 1)),
});

const identity = ({ namespace, name, dimensions }: MetricName) => [namespace, name, JSON.stringify(dimensions)];

export function addDatapoint(context: Place, metric: MetricName, datapoint: Datapoint): void {
  const { store, account, region } = context;
  const id = identity(metric);
  store.put(["cloudwatch", account, region, "metric", ...id], metric);
  const key = ["cloudwatch", account, region, "datapoint", ...id, datapoint.at, datapoint.unit];
  const existing = store.get<Datapoint>(key);
  store.put(key, existing ? merged(existing, datapoint) : datapoint);
}

/** Of two datapoints of a metric and time. */
export function merged(a: Datapoint, b: Datapoint): Datapoint {
  const values = new Map(a.values);
  for (const [value, count] of b.values) values.set(value, (values.get(value) ?? 0) + count);
  return {
    at: Math.min(a.at, b.at),
    unit: a.unit,
    sum: a.sum + b.sum,
    count: a.count + b.count,
    least: Math.min(a.least, b.least),
    most: Math.max(a.most, b.most),
    values: [...values],
  };
}

/**
 * Where the first period of a request begins: at its start, rounded down to the minute or to the shorter period. Source:
 * API reference, StartTime of GetMetricData and GetMetricStatistics.
 */
export function firstPeriod(from: number, seconds: number): number {
  const unit = Math.min(seconds, 60) * 1000;
  return Math.floor(from / unit) * unit;
}

/** The data of a metric in periods, in order; those of another unit left out when one is asked for. */
export function periods(
  context: Place,
  metric: MetricName,
  options: {
    readonly from: number;
    readonly until: number;
    readonly seconds: number;
    readonly unit?: string | undefined;
    /** Whether those of different units are told apart. */
    readonly byUnit?: boolean;
  },
): Datapoint[] {
  const { store, account, region } = context;
  const prefix = ["cloudwatch", account, region, "datapoint", ...identity(metric)];
  const step = options.seconds * 1000;
  const start = firstPeriod(options.from, options.seconds);
  const found = new Map<string, Datapoint>();
  const range = { prefix, from: [...prefix, start], before: [...prefix, options.until] };
  for (const { value } of store.range<Datapoint>(range)) {
    if (options.unit !== undefined && value.unit !== options.unit) continue;
    const at = start + Math.floor((value.at - start) / step) * step;
    const key = options.byUnit ? `${at} ${value.unit}` : String(at);
    const before = found.get(key);
    found.set(key, { ...(before ? merged(before, value) : value), at });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

/** Whether there are data of a metric since a time. */
export function isActiveSince({ store, account, region }: Place, metric: MetricName, since: number): boolean {
  const prefix = ["cloudwatch", account, region, "datapoint", ...identity(metric)];
  return [...store.range({ prefix, from: [...prefix, since], limit: 1 })].length > 0;
}

export function allMetrics({ store, account, region }: Place, namespace?: string): MetricName[] {
  const prefix = ["cloudwatch", account, region, "metric", ...(namespace === undefined ? [] : [namespace])];
  return Array.from(store.range<MetricName>({ prefix }), ({ value }) => value);
}
