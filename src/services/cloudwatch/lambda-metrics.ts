/**
 * The metrics Lambda publishes of every function: Invocations, Errors and Duration in AWS/Lambda, by FunctionName and of
 * all functions together. Those of a moment are written together.
 */
import type { Cloud } from "../../cloud/cloud.ts";
import type { BusEvents } from "../../cloud/event-bus.ts";
import { alarmPlaces } from "./alarms.ts";
import { evaluateAlarms } from "./evaluate-alarms.ts";
import { addDatapoint, type Datapoint, merged, metricName } from "./metrics.ts";

type Invoked = BusEvents["lambda.invoked"];

const NAMESPACE = "AWS/Lambda";
const MINUTE = 60_000;
const WAIT_MILLISECONDS = 1000;

interface Waiting {
  readonly place: Pick<Invoked, "account" | "region">;
  readonly metric: ReturnType<typeof metricName>;
  datapoint: Datapoint;
}

/** Returns the function that ends it. */
export function publishLambdaMetrics(cloud: Cloud): () => void {
  const waiting = new Map<string, Waiting>();
  let cancel: (() => void) | undefined;

  const flush = (): void => {
    cancel = undefined;
    for (const { place, metric, datapoint } of waiting.values()) {
      addDatapoint({ store: cloud.store, ...place }, metric, datapoint);
    }
    waiting.clear();
    for (const place of alarmPlaces(cloud.store)) evaluateAlarms({ ...place, store: cloud.store, cloud }, NAMESPACE);
  };

  const add = ({ account, region }: Invoked, name: string, functionName: string | undefined, made: Datapoint): void => {
    const key = [account, region, name, functionName, made.at].join(" ");
    const known = waiting.get(key);
    if (known) known.datapoint = merged(known.datapoint, made);
    else {
      const dimensions = functionName === undefined ? [] : [{ Name: "FunctionName", Value: functionName }];
      waiting.set(key, {
        place: { account, region },
        metric: metricName(NAMESPACE, name, dimensions),
        datapoint: made,
      });
    }
  };

  const unsubscribe = cloud.bus.subscribe("lambda.invoked", (event) => {
    const at = Math.floor(event.at / MINUTE) * MINUTE;
    for (const functionName of [event.functionName, undefined]) {
      add(event, "Invocations", functionName, one(at, 1, "Count"));
      add(event, "Errors", functionName, one(at, event.functionError === undefined ? 0 : 1, "Count"));
      // So that busy functions have no endless list of values, three digits of each are kept for percentiles.
      const duration = one(at, event.milliseconds, "Milliseconds");
      const values = [[Number(event.milliseconds.toPrecision(3)), 1]] as const;
      add(event, "Duration", functionName, { ...duration, values });
    }
    cancel ??= cloud.clock.at(cloud.clock.now() + WAIT_MILLISECONDS, flush);
  });
  return () => {
    unsubscribe();
    cancel?.();
    flush();
  };
}

const one = (at: number, value: number, unit: string): Datapoint => ({
  at,
  unit,
  sum: value,
  count: 1,
  least: value,
  most: value,
  values: [[value, 1]],
});
