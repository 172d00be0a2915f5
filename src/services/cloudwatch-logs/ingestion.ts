/**
 * The one way of events into a stream, from PutLogEvents and from services of this cloud. What watches a group is told
 * after the events are stored.
 */
import type { Cloud } from "../../cloud/cloud.ts";
import { maskOf } from "./data-masking.ts";
import { publishEmbeddedMetrics } from "./embedded-metrics.ts";
import type { NewBatch } from "./event-batch.ts";
import { appendEvents, SEQUENCES_PER_BATCH } from "./events.ts";
import type { LogGroup, Place } from "./groups.ts";
import { tellLiveTails } from "./live-tails.ts";
import { publishMetrics } from "./metric-filters.ts";
import type { LogStream } from "./streams.ts";
import { deliverToSubscribers } from "./subscription-delivery.ts";
import { transformOf } from "./transformers.ts";

export interface IngestedEvent {
  readonly timestamp: number;
  readonly message: string;
  readonly sequence: number;
}

export interface IngestedBatch {
  readonly place: Place;
  readonly group: LogGroup;
  readonly stream: string;
  readonly ingestedAt: number;
  readonly events: readonly IngestedEvent[];
  /** The same as the group's transformer makes them. */
  readonly transformed: readonly IngestedEvent[];
}

export function takeIn(
  cloud: Cloud,
  { account, region }: Place,
  group: LogGroup,
  stream: LogStream,
  batch: NewBatch,
): LogStream {
  const place = { account, region };
  const changed = appendEvents(cloud.store, place, group, stream, batch);
  const ingested: IngestedBatch = {
    place,
    group,
    stream: stream.name,
    ingestedAt: batch.ingestedAt,
    // Most groups have no watcher, and then nothing asks for the events one by one.
    get events() {
      const mask = maskOf(cloud.store, place, group);
      const events = batch.messages.map((message, i) => ({
        timestamp: batch.timestamps[i] as number,
        message: mask?.(message) ?? message,
        sequence: stream.batches * SEQUENCES_PER_BATCH + i,
      }));
      Object.defineProperty(this, "events", { value: events });
      return events;
    },
    get transformed() {
      const transform = transformOf(group)?.transform;
      const transformed = transform
        ? this.events.map((event) => ({ ...event, message: transform(event.message) ?? event.message }))
        : this.events;
      Object.defineProperty(this, "transformed", { value: transformed });
      return transformed;
    },
  };
  publishMetrics(cloud, ingested);
  publishEmbeddedMetrics(cloud, place, batch.messages);
  deliverToSubscribers(cloud, ingested);
  tellLiveTails(cloud, ingested);
  return changed;
}
