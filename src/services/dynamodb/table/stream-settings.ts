/** Switching a table's stream on and off. */
import type { StreamSpecification } from "@aws-sdk/client-dynamodb";
import { type ChangeStream, streamKey } from "../../../cloud/change-stream/streams.ts";
import type { Store } from "../../../store/store.ts";
import { invalidParameter, refusal } from "../refusal.ts";
import { streamArn, streamLabel } from "./arn.ts";
import { keySchema } from "./key-schema.ts";
import type { StreamSettings, Table } from "./table.ts";

/** The settings of the stream of a table that is made now; nothing when none is asked for. */
export function newStream(
  { StreamEnabled: enabled, StreamViewType: viewType }: StreamSpecification,
  now: number,
): Pick<Table, "stream" | "lastStreamLabel"> {
  if (enabled && !viewType) {
    throw invalidParameter("Table is being created with a stream enabled, UpdateViewType is required");
  }
  if (!enabled && viewType) {
    throw invalidParameter("Table is being created with a stream disabled, UpdateViewType should not be specified");
  }
  return viewType ? streamFrom(viewType, now) : {};
}

/** The settings of a stream that is switched on now. */
export function streamFrom(
  viewType: StreamSettings["viewType"],
  now: number,
): Pick<Table, "stream" | "lastStreamLabel"> {
  const label = streamLabel(now);
  return { stream: { viewType, label }, lastStreamLabel: label };
}

/** Switched on or off while the table lives; a view cannot be changed in place. */
export function withChangedStream(
  table: Table,
  { StreamEnabled: enabled, StreamViewType: viewType }: StreamSpecification,
  now: number,
): Table {
  if (enabled && !viewType) throw invalidParameter("If stream is being enabled then UpdateViewType is required");
  if (!enabled && viewType) {
    throw invalidParameter("If stream is being disabled, then UpdateViewType must not be specified");
  }
  if (viewType) {
    if (table.stream) throw refusal(`Table already has an enabled stream: TableName: ${table.name}`);
    return { ...table, ...streamFrom(viewType, now) };
  }
  if (!table.stream) throw refusal(`Table has no stream to disable: TableName: ${table.name}`);
  if (table.replicas.length > 0) throw invalidParameter("Disabling Stream is not allowed for a Global Table replica.");
  const { stream: _stream, ...without } = table;
  return without;
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
