/** DER: the encoding of keys, requests and certificates. */
export const SEQUENCE = 0x30;
export const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const PRINTABLE_STRING = 0x13;
const IA5_STRING = 0x16;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;

export function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => tagged(SEQUENCE, ...items);
export const octets = (bytes: Uint8Array): Buffer => tagged(OCTET_STRING, bytes);
export const bits = (bytes: Uint8Array, unused = 0): Buffer => tagged(BIT_STRING, Buffer.from([unused]), bytes);
export const boolean = (value: boolean): Buffer => Buffer.from([0x01, 1, value ? 0xff : 0]);
/** A context-specific constructed tag. */
export const context = (number: number, ...items: readonly Uint8Array[]): Buffer => tagged(0xa0 | number, ...items);
/** A context-specific primitive tag. */
export const contextPrimitive = (number: number, bytes: Uint8Array): Buffer => tagged(0x80 | number, bytes);

export function integer(value: bigint): Buffer {
  let hex = value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  const bytes = Buffer.from(hex, "hex");
  return tagged(INTEGER, (bytes[0] as number) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

export function objectId(text: string): Buffer {
  const [first, second, ...rest] = text.split(".").map(Number) as [number, number, ...number[]];
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 0x7f];
    for (let left = part >>> 7; left > 0; left >>>= 7) groups.unshift(0x80 | (left & 0x7f));
    bytes.push(...groups);
  }
  return tagged(OBJECT_IDENTIFIER, Buffer.from(bytes));
}

/** As Go chooses: PrintableString where the text allows, else UTF8String. */
export const text = (value: string): Buffer =>
  tagged(
    /^[A-Za-z0-9 '()+,\-./:=?*&]*$/.test(value) && !/[*&]/.test(value) ? PRINTABLE_STRING : UTF8_STRING,
    Buffer.from(value),
  );

export const ia5 = (value: string): Buffer => tagged(IA5_STRING, Buffer.from(value));

/** UTCTime up to 2049, GeneralizedTime after, to the second. */
export function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds)
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replace(/[-:T]/g, "");
  return Number(digits.slice(0, 4)) < 2050
    ? tagged(UTC_TIME, Buffer.from(`${digits.slice(2)}Z`))
    : tagged(GENERALIZED_TIME, Buffer.from(`${digits}Z`));
}

/** One element as it is read: its tag, its content, and its whole encoding. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly encoding: Buffer;
}

/** The elements that follow one another in these bytes. Throws RangeError for bytes that are no DER. */
export function elements(bytes: Buffer): Element[] {
  const found: Element[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at;
    const tag = bytes[at++] as number;
    let length = bytes[at++] as number;
    if (length > 0x80) {
      const width = length & 0x7f;
      length = bytes.readUIntBE(at, width);
      at += width;
    }
    if (at + length > bytes.length) throw new RangeError("DER element is longer than what holds it");
    found.push({ tag, content: bytes.subarray(at, at + length), encoding: bytes.subarray(start, at + length) });
    at += length;
  }
  return found;
}

/** The elements inside the first element. */
export const inside = (bytes: Buffer): Element[] => elements((elements(bytes)[0] as Element).content);
