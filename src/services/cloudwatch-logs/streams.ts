/** Log streams of a group. */
import type { Store } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { groupArn, type LogGroup, type Place } from "./groups.ts";

export interface LogStream {
  readonly name: string;
  readonly createdAt: number;
  readonly firstEventAt?: number;
  readonly lastEventAt?: number;
  readonly lastIngestionAt?: number;
  readonly storedBytes?: number;
  /** Rises with every batch; part of the tokens and of batches' keys. */
  readonly batches: number;
}

const streamKey = ({ account, region }: Place, group: LogGroup, name: string) =>
  ["logs", account, region, "stream", group.id, name] as const;

export const streamArn = (place: Place, group: string, stream: string): string =>
  `${groupArn(place, group)}:log-stream:${stream}`;

export function findStream(store: Store, place: Place, group: LogGroup, name: string): LogStream | undefined {
  return store.get<LogStream>(streamKey(place, group, name));
}

export function requireStream(store: Store, place: Place, group: LogGroup, name: string): LogStream {
  const stream = findStream(store, place, group, name);
  if (!stream) throw new ServiceException("ResourceNotFoundException", "The specified log stream does not exist.");
  return stream;
}

export const saveStream = (store: Store, place: Place, group: LogGroup, stream: LogStream): void =>
  store.put(streamKey(place, group, stream.name), stream);

/** In order of names. */
export function* allStreams(
  store: Store,
  { account, region }: Place,
  group: LogGroup,
  namePrefix = "",
): IterableIterator<LogStream> {
  const prefix = ["logs", account, region, "stream", group.id];
  for (const { value } of store.range<LogStream>({ prefix, from: [...prefix, namePrefix] })) {
    if (!value.name.startsWith(namePrefix)) return;
    yield value;
  }
}

export function removeStream(store: Store, place: Place, group: LogGroup, name: string): void {
  store.delete(streamKey(place, group, name));
  store.deletePrefix(["logs", place.account, place.region, "batch", group.id, name]);
}

/** Names of those that have events in a range of time, in order. */
export const streamsWithin = (
  store: Store,
  place: Place,
  group: LogGroup,
  range: { readonly from: number; readonly until: number },
  namePrefix = "",
): string[] =>
  Array.from(allStreams(store, place, group, namePrefix))
    .filter((stream) => hasEvents(stream, range))
    .map(({ name }) => name);

export const hasEvents = (
  { firstEventAt, lastEventAt }: LogStream,
  { from, until }: { readonly from: number; readonly until: number },
): boolean => firstEventAt !== undefined && firstEventAt < until && (lastEventAt ?? firstEventAt) >= from;
