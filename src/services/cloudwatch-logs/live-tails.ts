/** The live tails that are open, each told of the events that come into its groups. */
import type { LiveTailSessionLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import type { Cloud } from "../../cloud/cloud.ts";
import type { FilterPattern } from "./filter-pattern/pattern.ts";
import type { Place } from "./groups.ts";
import type { IngestedBatch } from "./ingestion.ts";
import { limitExceeded } from "./records.ts";

export interface LiveTail {
  /** Names of the groups, by account and region. */
  readonly groups: ReadonlySet<string>;
  readonly streams: readonly string[] | undefined;
  readonly streamPrefixes: readonly string[] | undefined;
  readonly pattern: FilterPattern | undefined;
  readonly waiting: LiveTailSessionLogEvent[];
}

const openTails = new WeakMap<Cloud, Set<LiveTail>>();

export const groupOfTail = ({ account, region }: IngestedBatch["place"], name: string): string =>
  `${account}:${region}:${name}`;

/** Source: AWS's guide, "CloudWatch Logs quotas" (concurrent Live Tail sessions). */
const MOST_SESSIONS = 15;

/** Returns the function that closes the tail. */
export function openLiveTail(cloud: Cloud, place: Place, tail: LiveTail): () => void {
  const tails = openTails.get(cloud) ?? new Set();
  openTails.set(cloud, tails);
  const mine = groupOfTail(place, "");
  const open = [...tails].filter(({ groups }) => [...groups].some((group) => group.startsWith(mine)));
  if (open.length >= MOST_SESSIONS) throw limitExceeded();
  tails.add(tail);
  return () => void tails.delete(tail);
}

export const hasLiveTail = (cloud: Cloud): boolean => (openTails.get(cloud)?.size ?? 0) > 0;

export function tellLiveTails(cloud: Cloud, batch: IngestedBatch): void {
  for (const tail of openTails.get(cloud) ?? []) {
    const { place, group, stream } = batch;
    if (!tail.groups.has(groupOfTail(place, group.name))) continue;
    if (tail.streams && !tail.streams.includes(stream)) continue;
    if (tail.streamPrefixes && !tail.streamPrefixes.some((prefix) => stream.startsWith(prefix))) continue;
    for (const { timestamp, message } of batch.events) {
      if (tail.pattern && !tail.pattern.matches(message)) continue;
      tail.waiting.push({
        logStreamName: stream,
        logGroupIdentifier: `${place.account}:${group.name}`,
        message,
        timestamp,
        ingestionTime: batch.ingestedAt,
      });
    }
  }
}
