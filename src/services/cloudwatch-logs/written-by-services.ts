/** What functions and services of this cloud write: it comes over the bus, and groups and streams are made as needed. */
import type { Cloud } from "../../cloud/cloud.ts";
import type { BusEvents } from "../../cloud/event-bus.ts";
import { createGroup, findGroup } from "./groups.ts";
import { takeIn } from "./ingestion.ts";
import { findStream } from "./streams.ts";

export function writeFromBus(cloud: Cloud, write: BusEvents["logs.write"]): void {
  if (write.events.length === 0) return;
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
}
