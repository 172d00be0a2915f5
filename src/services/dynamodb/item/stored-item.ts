/**
 * An item as it lies in the store: its size by AWS's count (four bytes), then its JSON as it goes over the wire. A read
 * that returns whole items never parses them.
 */
import { itemSize } from "../attribute/size.ts";
import type { Item } from "../attribute/value.ts";

const headerLength = 4;

export function encodeItem(item: Item, size = itemSize(item)): Buffer {
  const text = JSON.stringify(item);
  const bytes = Buffer.allocUnsafe(headerLength + Buffer.byteLength(text));
  bytes.writeUInt32LE(size, 0);
  bytes.write(text, headerLength);
  return bytes;
}

export function storedSize(bytes: Uint8Array): number {
  return bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24);
}

export function storedText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8", headerLength);
}

export function decodeItem(bytes: Uint8Array): Item {
  return JSON.parse(storedText(bytes)) as Item;
}
