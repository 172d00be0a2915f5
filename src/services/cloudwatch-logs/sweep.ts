/** What happens to groups every hour of the cloud's clock: expired events are deleted and sizes are taken. */
import type { Cloud } from "../../cloud/cloud.ts";
import { batchPrefix, streamBatches } from "./events.ts";
import { allGroups, groupPlaces, type LogGroup, type Place, saveGroup } from "./groups.ts";
import { allStreams, type LogStream, saveStream } from "./streams.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Returns the function that ends it. */
export function sweepHourly(cloud: Cloud): () => void {
  let cancel = (): void => undefined;
  const plan = (): void => {
    cancel = cloud.clock.at(cloud.clock.now() + HOUR, () => {
      sweep(cloud);
      plan();
    });
  };
  plan();
  return () => cancel();
}

// Each list is read whole before what is in it is changed.
function sweep(cloud: Cloud): void {
  for (const place of groupPlaces(cloud.store)) {
    for (const group of Array.from(allGroups(cloud.store, place))) {
      const storedBytes = sweepGroup(cloud, place, group);
      if (storedBytes !== (group.storedBytes ?? 0)) saveGroup(cloud.store, place, { ...group, storedBytes });
    }
  }
}

/** Returns how many bytes the group holds then. */
function sweepGroup(cloud: Cloud, place: Place, group: LogGroup): number {
  const expired =
    group.retentionInDays === undefined ? Number.NEGATIVE_INFINITY : cloud.clock.now() - group.retentionInDays * DAY;
  let bytes = 0;
  for (const stream of Array.from(allStreams(cloud.store, place, group))) {
    const kept =
      (stream.firstEventAt ?? expired) < expired ? sweepStream(cloud, place, group, stream, expired) : stream;
    bytes += kept.storedBytes ?? 0;
  }
  return bytes;
}

// A batch goes when its last event has expired; until then searches leave its expired events out.
function sweepStream(cloud: Cloud, place: Place, group: LogGroup, stream: LogStream, expired: number): LogStream {
  const { firstEventAt: _first, lastEventAt: _last, ...rest } = stream;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let storedBytes = 0;
  for (const batch of Array.from(streamBatches(cloud.store, place, group, stream.name))) {
    if (batch.last < expired) {
      cloud.store.delete([...batchPrefix(place, group, stream.name), batch.number]);
      continue;
    }
    first = Math.min(first, batch.first);
    last = Math.max(last, batch.last);
    storedBytes += batch.bytes;
  }
  const left = storedBytes > 0 ? { firstEventAt: first, lastEventAt: last } : {};
  const changed: LogStream = { ...rest, storedBytes, ...left };
  saveStream(cloud.store, place, group, changed);
  return changed;
}
