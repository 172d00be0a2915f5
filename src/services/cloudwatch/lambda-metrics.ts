/**
 * The metrics Lambda publishes of every function: Invocations, Errors and Duration in AWS/Lambda, by FunctionName and of
 * all functions together. Those of a moment are written together.
 */
import type { Cloud } from "../../cloud/cloud.ts";
import type { BusEvents } from "../../cloud/event-bus.ts";
import { alarmPlaces } from "./alarms.ts";
import { evaluateAlarms } from "./evaluate-alarms.ts";
import { addDatapoint, type Datapoint, metricName } from "./metrics.ts";

type Invoked = BusEvents["lambda.invoked"];

const NAMESPACE = "AWS/Lambda";
const MINUTE = 60_000;
const WAIT_MILLISECONDS = 1000;

/** What has been counted in a minute, of one function or of all. */
interface Counted {
  readonly place: Pick<Invoked, "account" | "region">;
  readonly functionName: string | undefined;
  readonly at: number;
  count: number;
  errors: number;
  sum: number;
  least: number;
  most: number;
  readonly durations: Map<number, number>;
}

/** Returns the function that ends it. */
export function publishLambdaMetrics(cloud: Cloud): () => void {
  const waiting = new Map<string, Counted>();
  let cancel: (() => void) | undefined;

  const flush = (): void => {
    cancel = undefined;
    for (const counted of waiting.values()) {
      const { place, functionName } = counted;
      const dimensions = functionName === undefined ? [] : [{ Name: "FunctionName", Value: functionName }];
      for (const [name, datapoint] of datapoints(counted)) {
        addDatapoint({ store: cloud.store, ...place }, metricName(NAMESPACE, name, dimensions), datapoint);
      }
    }
    waiting.clear();
    for (const place of alarmPlaces(cloud.store)) evaluateAlarms({ ...place, store: cloud.store, cloud }, NAMESPACE);
  };

  const unsubscribe = cloud.bus.subscribe("lambda.invoked", (event) => {
    const at = Math.floor(event.at / MINUTE) * MINUTE;
    for (const functionName of [event.functionName, undefined]) {
      const key = `${event.account} ${event.region} ${functionName} ${at}`;
      let counted = waiting.get(key);
      if (!counted) {
        counted = fresh(event, functionName, at);
        waiting.set(key, counted);
      }
      count(counted, event);
    }
    cancel ??= cloud.clock.at(cloud.clock.now() + WAIT_MILLISECONDS, flush);
  });
  return () => {
    unsubscribe();
    cancel?.();
    flush();
  };
}

const fresh = ({ account, region }: Invoked, functionName: string | undefined, at: number): Counted => ({
  place: { account, region },
  functionName,
  at,
  count: 0,
  errors: 0,
  sum: 0,
  least: Number.POSITIVE_INFINITY,
  most: 0,
  durations: new Map(),
});

function count(counted: Counted, { milliseconds, functionError }: Invoked): void {
  counted.count++;
  if (functionError !== undefined) counted.errors++;
  counted.sum += milliseconds;
  counted.least = Math.min(counted.least, milliseconds);
  counted.most = Math.max(counted.most, milliseconds);
  // So that busy functions have no endless list of values, three digits of each are kept for percentiles.
  const kept = Number(milliseconds.toPrecision(3));
  counted.durations.set(kept, (counted.durations.get(kept) ?? 0) + 1);
}

function datapoints(counted: Counted): [name: string, datapoint: Datapoint][] {
  const { at, count, errors, sum, least, most } = counted;
  const outcomes = [[0, count - errors] as const, [1, errors] as const].filter(([, often]) => often > 0);
  return [
    ["Invocations", { at, unit: "Count", sum: count, count, least: 1, most: 1, values: [[1, count]] }],
    [
      "Errors",
      {
        at,
        unit: "Count",
        sum: errors,
        count,
        least: errors === count ? 1 : 0,
        most: errors > 0 ? 1 : 0,
        values: outcomes,
      },
    ],
    ["Duration", { at, unit: "Milliseconds", sum, count, least, most, values: [...counted.durations] }],
  ];
}
