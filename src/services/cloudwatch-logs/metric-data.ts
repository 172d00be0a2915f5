import type { Cloud } from "../../cloud/cloud.ts";
import type { Place } from "./groups.ts";
import { logsPrincipal } from "./service-principal.ts";

/** PutMetricData takes this many data. */
const MOST_DATA = 1000;

/** Hands data to CloudWatch, which may refuse them: whoever wrote the events does not notice. */
export function publishData(cloud: Cloud, place: Place, Namespace: string, data: readonly object[]): void {
  const options = { ...place, principal: logsPrincipal(place) };
  const send = (MetricData: readonly object[]) =>
    cloud.call("cloudwatch", "PutMetricData", { Namespace, MetricData }, options);
  for (const chunk of chunks(data, MOST_DATA)) {
    // One datum that is refused takes no others with it.
    void send(chunk).catch(() => Promise.allSettled(chunk.map((datum) => send([datum]))));
  }
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
