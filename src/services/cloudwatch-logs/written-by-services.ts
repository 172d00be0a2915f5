/**
 * What functions and services of this cloud write: it comes over the bus, and groups and streams are made as needed. The
 * lines of a busy stream are taken in together, as writing them one by one would cost more than the invocations that
 * they tell of; whoever asks this service for anything has all of them taken in first.
 */
import type { Cloud } from "../../cloud/cloud.ts";
import type { BusEvents } from "../../cloud/event-bus.ts";
import type { AnyOperation } from "../../cloud/operation.ts";
import { isEmbeddedMetric } from "./embedded-metrics.ts";
import { createGroup, findGroup, type LogGroup } from "./groups.ts";
import { takeIn } from "./ingestion.ts";
import { hasLiveTail } from "./live-tails.ts";
import { metricFilters } from "./metric-filters.ts";
import { findStream } from "./streams.ts";
import { subscriptionsOf } from "./subscription-filters.ts";

type Write = BusEvents["logs.write"];

/** How long lines wait that follow others of their stream, in milliseconds. */
const HOLD = 250;
/** Lines of one stream that wait at most. */
const MOST_HELD = 1000;

interface Held {
  readonly write: Write;
  readonly events: Write["events"][number][];
}

const arrivals = new WeakMap<Cloud, Arrivals>();

/** Takes in what services write, until the returned function is called. */
export function takeInWrites(cloud: Cloud): () => void {
  const arriving = new Arrivals(cloud);
  arrivals.set(cloud, arriving);
  const unsubscribe = cloud.bus.subscribe("logs.write", (write) => arriving.add(write));
  return () => {
    unsubscribe();
    arriving.takeInAll();
    arrivals.delete(cloud);
  };
}

/** The same operations, before which what has arrived is taken in. */
export const afterArrivals = <T extends Readonly<Record<string, AnyOperation>>>(operations: T): T =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, AnyOperation] => [
      name,
      (input, context) => {
        arrivals.get(context.cloud)?.takeInAll();
        return operation(input, context);
      },
    ]),
  ) as T;

class Arrivals {
  readonly #cloud: Cloud;
  /** The streams that have been written to a moment ago, and what has come for them since. */
  readonly #busy = new Map<string, Held>();
  #timer: NodeJS.Timeout | undefined;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  add(write: Write): void {
    const key = `${write.account} ${write.region} ${write.group} ${write.stream}`;
    const held = this.#busy.get(key);
    if (held) {
      for (const event of write.events) held.events.push(event);
      if (held.events.length >= MOST_HELD || write.events.some(isEmbeddedMetric)) this.#takeInHeld(held);
      return;
    }
    const group = writeNow(this.#cloud, write);
    if (group === undefined || isWatched(this.#cloud, write, group)) return;
    this.#busy.set(key, { write, events: [] });
    if (!this.#timer) this.#passLater();
  }

  takeInAll(): void {
    if (this.#busy.size === 0) return;
    for (const held of this.#busy.values()) this.#takeInHeld(held);
    this.#busy.clear();
  }

  /** Streams that nothing came for are not busy any more. */
  #pass(): void {
    this.#timer = undefined;
    for (const [key, held] of this.#busy) {
      if (held.events.length === 0) this.#busy.delete(key);
      else this.#takeInHeld(held);
    }
    if (this.#busy.size > 0) this.#passLater();
  }

  #passLater(): void {
    this.#timer = setTimeout(() => this.#pass(), HOLD).unref();
  }

  #takeInHeld({ write, events }: Held): void {
    writeNow(this.#cloud, { ...write, events });
    events.length = 0;
  }
}

/** Returns the group; undefined when there was nothing to write. */
function writeNow(cloud: Cloud, write: Write): LogGroup | undefined {
  if (write.events.length === 0) return undefined;
  const { store } = cloud;
  const now = cloud.clock.now();
  const group =
    findGroup(store, write, write.group) ??
    createGroup(store, write, { name: write.group, createdAt: now, class: "STANDARD", tags: {} });
  const stream = findStream(store, write, group, write.stream) ?? { name: write.stream, createdAt: now, batches: 0 };
  const events = [...write.events].sort((a, b) => a.timestamp - b.timestamp);
  takeIn(cloud, write, group, stream, {
    ingestedAt: now,
    timestamps: events.map(({ timestamp }) => timestamp),
    messages: events.map(({ message }) => message),
  });
  return group;
}

/** Somebody is told of what comes into the group, who should not wait. */
const isWatched = (cloud: Cloud, place: Write, group: LogGroup): boolean =>
  metricFilters(cloud.store, place, group).length > 0 ||
  subscriptionsOf(cloud.store, place, group).length > 0 ||
  hasLiveTail(cloud);
