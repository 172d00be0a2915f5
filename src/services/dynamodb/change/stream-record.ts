/** A change as a record of the table's stream. */
import { createHash } from "node:crypto";
import { appendRecord, type ChangeRecord } from "../../../cloud/change-stream/streams.ts";
import { itemSize } from "../attribute/size.ts";
import { emptyItem, type Item } from "../attribute/value.ts";
import type { Change, WriteContext } from "../item/write-item.ts";
import { streamArn } from "../table/arn.ts";
import { keyAttributesOf, type StreamSettings, type Table } from "../table/table.ts";

/** Set on what time to live deletes. The wire has the lower-case names, the SDKs' shapes the others; both are read. */
const expiryIdentity =
  '{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service","principalId":"dynamodb.amazonaws.com","type":"Service"}';

export function recordInStream({ store, clock, bus }: WriteContext, change: Change, settings: StreamSettings): void {
  const arn = streamArn(change.table, settings.label);
  const at = clock.now();
  appendRecord(store, arn, (sequence): ChangeRecord => ({ at, text: recordText(change, settings, arn, sequence, at) }));
  bus.publish("dynamodb.stream", { account: change.table.account, region: change.table.region, streamArn: arn });
}

function recordText(change: Change, { viewType }: StreamSettings, arn: string, sequence: string, at: number): string {
  const { table, before, after } = change;
  const keys = keysOf((after ?? before.item)!, table);
  const oldImage = viewType === "OLD_IMAGE" || viewType === "NEW_AND_OLD_IMAGES" ? before.item : undefined;
  const newImage = viewType === "NEW_IMAGE" || viewType === "NEW_AND_OLD_IMAGES" ? after : undefined;
  const size = [keys, oldImage, newImage].reduce((total, image) => total + (image ? itemSize(image) : 0), 0);
  const identity = change.actor === "ttl" ? `,"userIdentity":${expiryIdentity}` : "";
  const images =
    (newImage ? `,"NewImage":${JSON.stringify(newImage)}` : "") +
    (oldImage ? `,"OldImage":${JSON.stringify(oldImage)}` : "");
  const eventId = createHash("md5").update(arn).update(sequence).digest("hex");
  const eventName = before.exists ? (after ? "MODIFY" : "REMOVE") : "INSERT";
  return `{"eventID":"${eventId}","eventName":"${eventName}","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"${table.region}","dynamodb":{"ApproximateCreationDateTime":${Math.floor(at / 1000)},"Keys":${JSON.stringify(keys)}${images},"SequenceNumber":"${sequence}","SizeBytes":${size},"StreamViewType":"${viewType}"}${identity}}`;
}

export function keysOf(item: Item, table: Table): Item {
  const keys = emptyItem();
  for (const { name } of keyAttributesOf(table.keys)) keys[name] = item[name]!;
  return keys;
}
