/**
 * Values as bytes: MessagePack for plain data, and bytes as they are behind C1, the one byte MessagePack never starts
 * with, so that a service with an encoding of its own pays for no second one.
 */
import { Packr } from "msgpackr";

const rawMark = 0xc1;
const packr = new Packr({ useRecords: false, useBigIntExtension: true, mapsAsObjects: true });

export function encodeValue(value: unknown): Buffer {
  if (!(value instanceof Uint8Array)) return packr.pack(value);
  const bytes = Buffer.allocUnsafe(value.byteLength + 1);
  bytes[0] = rawMark;
  bytes.set(value, 1);
  return bytes;
}

/** The result may share memory with `bytes`. */
export function decodeValue<T>(bytes: Buffer): T {
  return (bytes[0] === rawMark ? bytes.subarray(1) : packr.unpack(bytes)) as T;
}
