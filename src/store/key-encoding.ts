/**
 * Tuple keys as byte strings whose byte order is the tuples' order. A key is held as a JavaScript string with one
 * character a byte (latin1), because such strings compare and hash at the speed of memcmp.
 *
 * Every part starts with a tag; strings and binary end in 00 and write a 00 of their own as 00 FF. Tags are below FF,
 * so what starts with a tuple lies between its encoding and that encoding followed by FF.
 */

import type { Key, KeyPart } from "./store.ts";
import { StoreError } from "./store-error.ts";

const tagFalse = "\x10";
const tagTrue = "\x11";
const tagNumber = "\x20";
const tagString = "\x30";
const tagBinary = "\x40";

/** LMDB with pages of 8 KB takes keys of up to 4,026 bytes. */
const longestKey = 4000;

// oxlint-disable-next-line no-control-regex -- NUL is the byte that needs escaping
const plain = /^[\x01-\x7f]*$/;
const numberBytes = Buffer.alloc(8);

export function encodeKey(key: Key): string {
  let encoded = "";
  for (const part of key) encoded += encodePart(part);
  if (encoded.length > longestKey) {
    throw new StoreError("key-too-long", `A key of ${encoded.length} bytes is longer than ${longestKey} bytes`);
  }
  return encoded;
}

/** The first string after every key that starts with the encoded prefix. */
export function endOfPrefix(encodedPrefix: string): string {
  return `${encodedPrefix}\xff`;
}

function encodePart(part: KeyPart): string {
  switch (typeof part) {
    case "string":
      return plain.test(part)
        ? `${tagString}${part}\x00`
        : `${tagString}${escape(Buffer.from(part, "utf8").toString("latin1"))}\x00`;
    case "number":
      return tagNumber + encodeNumber(part);
    case "boolean":
      return part ? tagTrue : tagFalse;
    default:
      return `${tagBinary}${escape(Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString("latin1"))}\x00`;
  }
}

// IEEE 754 orders like unsigned integers once negative numbers have all bits flipped and the others their sign bit.
function encodeNumber(value: number): string {
  if (Number.isNaN(value)) throw new StoreError("bad-key", "NaN has no place in the order of keys");
  numberBytes.writeDoubleBE(value === 0 ? 0 : value);
  flipNumber((numberBytes[0]! & 0x80) !== 0);
  return numberBytes.toString("latin1");
}

function flipNumber(wholly: boolean): void {
  if (wholly) for (let i = 0; i < 8; i++) numberBytes[i] = ~numberBytes[i]!;
  else numberBytes[0] = numberBytes[0]! ^ 0x80;
}

function escape(bytes: string): string {
  return bytes.includes("\x00") ? bytes.replaceAll("\x00", "\x00\xff") : bytes;
}

export function decodeKey(encoded: string): Key {
  const key: KeyPart[] = [];
  let at = 0;
  while (at < encoded.length) {
    const tag = encoded[at++];
    if (tag === tagString || tag === tagBinary) {
      const end = endOfBytes(encoded, at);
      const bytes = encoded.slice(at, end).replaceAll("\x00\xff", "\x00");
      key.push(tag === tagBinary ? Buffer.from(bytes, "latin1") : decodeText(bytes));
      at = end + 1;
    } else if (tag === tagNumber) {
      numberBytes.write(encoded.slice(at, at + 8), "latin1");
      flipNumber((numberBytes[0]! & 0x80) === 0);
      key.push(numberBytes.readDoubleBE());
      at += 8;
    } else {
      key.push(tag === tagTrue);
    }
  }
  return key;
}

function endOfBytes(encoded: string, from: number): number {
  let end = encoded.indexOf("\x00", from);
  while (encoded.charCodeAt(end + 1) === 0xff) end = encoded.indexOf("\x00", end + 2);
  return end;
}

function decodeText(bytes: string): string {
  return plain.test(bytes) ? bytes : Buffer.from(bytes, "latin1").toString("utf8");
}
