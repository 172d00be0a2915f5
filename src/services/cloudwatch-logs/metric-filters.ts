/** Metric filters of a group, and the data they make of events that match. */
import type { MetricFilter, MetricTransformation } from "@aws-sdk/client-cloudwatch-logs";
import type { Cloud } from "../../cloud/cloud.ts";
import type { Store } from "../../store/store.ts";
import { compileFilterPattern } from "./filter-pattern/compile.ts";
import type { FilterPattern } from "./filter-pattern/pattern.ts";
import type { LogGroup, Place } from "./groups.ts";
import type { IngestedBatch, IngestedEvent } from "./ingestion.ts";
import { chunks, publishData } from "./metric-data.ts";
import { allRecords } from "./records.ts";

export const METRIC_FILTER = "metric-filter";

export const metricFilters = (store: Store, place: Place, group: LogGroup): MetricFilter[] =>
  allRecords<MetricFilter>(store, place, METRIC_FILTER, group.name);

const MINUTE = 60_000;
/** PutMetricData takes this many different values a datum. */
const MOST_VALUES = 150;

interface Datum {
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly Timestamp: Date;
  readonly counts: Map<number, number>;
}

export function publishMetrics(cloud: Cloud, batch: IngestedBatch): void {
  for (const filter of metricFilters(cloud.store, batch.place, batch.group)) {
    const pattern = compileFilterPattern(filter.filterPattern ?? "");
    for (const transformation of filter.metricTransformations ?? []) {
      const events = filter.applyOnTransformedLogs ? batch.transformed : batch.events;
      const data = dataOf(transformation, pattern, events).flatMap(({ counts, ...datum }) =>
        chunks([...counts], MOST_VALUES).map((part) => ({
          ...datum,
          MetricName: transformation.metricName,
          Values: part.map(([value]) => value),
          Counts: part.map(([, count]) => count),
          ...(transformation.unit === undefined ? {} : { Unit: transformation.unit }),
        })),
      );
      publishData(cloud, batch.place, transformation.metricNamespace as string, data);
    }
  }
}

function dataOf(
  transformation: MetricTransformation,
  pattern: FilterPattern | undefined,
  events: readonly IngestedEvent[],
): Datum[] {
  const data = new Map<string, Datum>();
  let matched = false;
  for (const { timestamp, message } of events) {
    if (pattern && !pattern.matches(message)) continue;
    matched = true;
    const value = numberOf(transformation.metricValue as string, pattern, message);
    const dimensions = dimensionsOf(transformation, pattern, message);
    if (value !== undefined && dimensions) count(data, timestamp, dimensions, value);
  }
  // AWS reports the default for periods in which events came and none of them matched.
  if (!matched && transformation.defaultValue !== undefined) {
    for (const { timestamp } of events) count(data, timestamp, [], transformation.defaultValue, true);
  }
  return [...data.values()];
}

function count(
  data: Map<string, Datum>,
  timestamp: number,
  dimensions: Datum["Dimensions"],
  value: number,
  once = false,
): void {
  const minute = Math.floor(timestamp / MINUTE) * MINUTE;
  const key = JSON.stringify([minute, dimensions]);
  const datum = data.get(key) ?? { Dimensions: dimensions, Timestamp: new Date(minute), counts: new Map() };
  datum.counts.set(value, once ? 1 : (datum.counts.get(value) ?? 0) + 1);
  data.set(key, datum);
}

/** A number as it is, or the value of a field of the event; an event without it gives no value. */
function numberOf(value: string, pattern: FilterPattern | undefined, message: string): number | undefined {
  const text = value.startsWith("$") ? pattern?.field(message, value) : value;
  const number = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function dimensionsOf(
  { dimensions = {} }: MetricTransformation,
  pattern: FilterPattern | undefined,
  message: string,
): Datum["Dimensions"] | undefined {
  const found = Object.entries(dimensions).map(([Name, selector]) => ({
    Name,
    Value: pattern?.field(message, selector) ?? "",
  }));
  return found.some(({ Value }) => Value === "") ? undefined : found;
}
