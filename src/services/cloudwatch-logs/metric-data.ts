import type { Cloud } from "../../cloud/cloud.ts";
import type { Place } from "./groups.ts";
import { logsPrincipal } from "./service-principal.ts";

/** PutMetricData takes this many data. */
const MOST_DATA = 1000;

/** Hands data to CloudWatch, which may refuse them: whoever wrote the events does not notice. */
export function publishData(cloud: Cloud, place: Place, Namespace: string, data: readonly object[]): void {
  const options = { ...place, principal: logsPrincipal(place) };
  for (const MetricData of chunks(data, MOST_DATA)) {
    void cloud.call("cloudwatch", "PutMetricData", { Namespace, MetricData }, options).catch(() => undefined);
  }
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
