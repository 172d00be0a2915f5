/** Delivery of events to those who subscribe to a group: functions, Kinesis streams, Firehose streams. */
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Destination } from "@aws-sdk/client-cloudwatch-logs";
import { type Arn, parseArn } from "../../cloud/arn.ts";
import type { Cloud } from "../../cloud/cloud.ts";
import { eventId } from "./events.ts";
import { compileFilterPattern } from "./filter-pattern/compile.ts";
import type { Place } from "./groups.ts";
import type { IngestedBatch, IngestedEvent } from "./ingestion.ts";
import { findRecord } from "./records.ts";
import { logsPrincipal } from "./service-principal.ts";
import { type Subscription, subscriptionsOf } from "./subscription-filters.ts";

const compress = promisify(gzip);
/** Invoke takes six megabytes; a batch of events compresses far below it in parts of this many bytes. */
const PART_BYTES = 1_000_000;

export function deliverToSubscribers(cloud: Cloud, batch: IngestedBatch): void {
  for (const subscription of subscriptionsOf(cloud.store, batch.place, batch.group)) {
    const destination = subscription.destinationArn as string;
    // An account's subscription covers the group of the function it calls, which would call itself for ever.
    const arn = parseArn(destination);
    if (arn && batch.group.name === defaultGroupOf(arn)) continue;
    const pattern = compileFilterPattern(subscription.filterPattern ?? "");
    const all = subscription.applyOnTransformedLogs ? batch.transformed : batch.events;
    const events = pattern ? all.filter(({ message }) => pattern.matches(message)) : all;
    for (const part of parts(events)) {
      void deliver(cloud, batch.place, destination, message(batch, subscription, part), batch.stream).catch(
        () => undefined,
      );
    }
  }
}

function* parts(events: readonly IngestedEvent[]): Generator<readonly IngestedEvent[]> {
  let part: IngestedEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    if (bytes > 0 && bytes + event.message.length > PART_BYTES) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(event);
    bytes += event.message.length;
  }
  if (part.length > 0) yield part;
}

/** What a subscriber gets. Source: AWS, recorded. */
function message(batch: IngestedBatch, { filterName }: Subscription, events: readonly IngestedEvent[]): object {
  return {
    messageType: "DATA_MESSAGE",
    owner: batch.place.account,
    logGroup: batch.group.name,
    logStream: batch.stream,
    subscriptionFilters: [filterName],
    logEvents: events.map((event) => ({ id: eventId(event), timestamp: event.timestamp, message: event.message })),
  };
}

/** What a stream gets before the first events. Source: AWS's guide, "Log group-level subscription filters". */
export const controlMessage = (kind: "Kinesis" | "Firehose", timestamp: number): object => ({
  messageType: "CONTROL_MESSAGE",
  owner: "CloudwatchLogs",
  logGroup: "",
  logStream: "",
  subscriptionFilters: [],
  logEvents: [
    {
      id: "",
      timestamp,
      message: `CWL CONTROL MESSAGE: Checking health of destination ${kind === "Kinesis" ? "Kinesis stream" : "Firehose"}.`,
    },
  ],
});

/** Where a function logs unless it is told otherwise; undefined for what is no function. */
export const defaultGroupOf = ({ service, resource }: Arn): string | undefined =>
  service === "lambda" ? `/aws/lambda/${resource.split(":")[1]}` : undefined;

export async function deliver(
  cloud: Cloud,
  place: Place,
  destination: string,
  content: object,
  partition: string,
): Promise<void> {
  const data = await compress(JSON.stringify(content));
  const arn = parseArn(destination);
  if (arn === undefined) return;
  const options = { account: arn.account, region: arn.region, principal: logsPrincipal(place) };
  switch (arn.service) {
    case "lambda": {
      const Payload = Buffer.from(JSON.stringify({ awslogs: { data: data.toString("base64") } }));
      await cloud.call("lambda", "Invoke", { FunctionName: destination, InvocationType: "Event", Payload }, options);
      return;
    }
    case "kinesis":
      await cloud.call(
        "kinesis",
        "PutRecord",
        { StreamARN: destination, Data: data, PartitionKey: partition },
        options,
      );
      return;
    case "firehose": {
      const DeliveryStreamName = arn.resource.replace(/^deliverystream\//, "");
      await cloud.call("firehose", "PutRecord", { DeliveryStreamName, Record: { Data: data } }, options);
      return;
    }
    case "logs": {
      const name = arn.resource.replace(/^destination:/, "");
      const found = findRecord<Destination>({ ...arn, store: cloud.store }, "destination", name);
      if (found) await deliver(cloud, place, found.targetArn as string, content, partition);
    }
  }
}
