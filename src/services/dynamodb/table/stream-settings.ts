/** Switching a table's stream on and off. */
import type { StreamSpecification } from "@aws-sdk/client-dynamodb";
import { type ChangeStream, streamKey } from "../../../cloud/change-stream/streams.ts";
import type { Store } from "../../../store/store.ts";
import { invalidParameter } from "../refusal.ts";
import { streamArn, streamLabel } from "./arn.ts";
import { keySchema } from "./key-schema.ts";
import type { Table } from "./table.ts";

/** The settings of a stream that begins now; nothing when none is asked for. */
export function newStream(
  specification: StreamSpecification | undefined,
  now: number,
): Pick<Table, "stream" | "lastStreamLabel"> {
  if (!specification) return {};
  const { StreamEnabled: enabled, StreamViewType: viewType } = specification;
  if (!enabled) {
    if (viewType) throw invalidParameter("StreamViewType can not be specified when StreamEnabled is false");
    return {};
  }
  if (!viewType) throw invalidParameter("StreamViewType must be specified when StreamEnabled is true");
  const label = streamLabel(now);
  return { stream: { viewType, label }, lastStreamLabel: label };
}

/** Tells the readers of streams that the table has one. */
export function openStream(store: Store, table: Table, now: number): void {
  if (!table.stream) return;
  const { account, region, name: tableName } = table;
  const { label, viewType } = table.stream;
  const stream: ChangeStream = {
    arn: streamArn(table, label),
    account,
    region,
    tableName,
    label,
    viewType,
    keySchema: keySchema(table.keys),
    createdAt: now,
  };
  store.put(streamKey(stream), stream);
}

/** What the stream holds can still be read for a day. */
export function closeStream(store: Store, table: Table, now: number): void {
  if (!table.stream) return;
  const { account, region, name: tableName } = table;
  const key = streamKey({ account, region, tableName, label: table.stream.label });
  const stream = store.get<ChangeStream>(key);
  if (stream) store.put(key, { ...stream, closedAt: now });
}
