/**
 * Protocol Buffers, as far as terraform's plugin protocol needs them: messages described by tables of fields, read and
 * written as plain objects. Absent scalars read as their zero value, absent messages as undefined.
 */
import { GrowingBuffer } from "./growing-buffer.ts";

export type FieldKind = "string" | "bytes" | "bool" | "int64" | "enum" | (() => MessageTable);

export interface FieldTable {
  readonly number: number;
  readonly kind: FieldKind;
  readonly repeated?: boolean;
  /** A map from strings to `kind`. */
  readonly map?: boolean;
  /** Fields of one oneof: an absent one is left undefined rather than zero. */
  readonly optional?: boolean;
}

export type MessageTable = Readonly<Record<string, FieldTable>>;
export type Message = Readonly<Record<string, unknown>>;

const EMPTY = Buffer.alloc(0);
const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;

/** The bytes were no message of that kind. */
export class ProtobufError extends Error {}

export function encodeMessage(table: MessageTable, message: Message): Buffer {
  const out = new GrowingBuffer();
  writeMessage(out, table, message);
  return out.finish();
}

function writeMessage(out: GrowingBuffer, table: MessageTable, message: Message): void {
  for (const name in table) {
    const value = message[name];
    if (value === undefined || value === null) continue;
    const field = table[name] as FieldTable;
    if (field.map) {
      for (const [key, item] of Object.entries(value as Message)) {
        delimited(out, field.number, () => {
          writeField(out, 1, "string", key, true);
          writeField(out, 2, field.kind, item, true);
        });
      }
    } else if (field.repeated) {
      for (const item of value as readonly unknown[]) writeField(out, field.number, field.kind, item, true);
    } else writeField(out, field.number, field.kind, value, field.optional === true);
  }
}

// A scalar's zero value is not written, unless its presence counts.
function writeField(out: GrowingBuffer, number: number, kind: FieldKind, value: unknown, always: boolean): void {
  if (typeof kind === "function") {
    if (Buffer.isBuffer(value)) writeBytes(out, number, value);
    else delimited(out, number, () => writeMessage(out, kind(), value as Message));
    return;
  }
  switch (kind) {
    case "string":
    case "bytes":
      if ((value as string | Uint8Array).length === 0 && !always) return;
      if (typeof value === "string") writeText(out, number, value);
      else writeBytes(out, number, value as Uint8Array);
      return;
    case "bool":
      if (!value && !always) return;
      header(out, number, VARINT);
      out.byte(value ? 1 : 0);
      return;
    default:
      if (Number(value) === 0 && !always) return;
      header(out, number, VARINT);
      writeInteger(out, value as number | bigint);
  }
}

function writeText(out: GrowingBuffer, number: number, text: string): void {
  const length = Buffer.byteLength(text);
  header(out, number, DELIMITED);
  varint(out, length);
  out.utf8(text, length);
}

function writeBytes(out: GrowingBuffer, number: number, bytes: Uint8Array): void {
  header(out, number, DELIMITED);
  varint(out, bytes.length);
  out.bytes(bytes);
}

/** The length goes before a body that is written first: one byte is kept for it, more are made room for. */
function delimited(out: GrowingBuffer, number: number, body: () => void): void {
  header(out, number, DELIMITED);
  const at = out.length;
  out.byte(0);
  body();
  let length = out.length - at - 1;
  let width = 1;
  for (let rest = length >>> 7; rest > 0; rest >>>= 7) width++;
  if (width > 1) out.insertRoom(at + 1, width - 1);
  for (let i = 0; i < width; i++) {
    out.set(at + i, (length & 0x7f) | (i < width - 1 ? 0x80 : 0));
    length >>>= 7;
  }
}

const header = (out: GrowingBuffer, number: number, wire: number): void => varint(out, (number << 3) | wire);

function varint(out: GrowingBuffer, value: number): void {
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) out.byte((rest & 0x7f) | 0x80);
  out.byte(rest);
}

/** Negative and large integers take the long way. */
function writeInteger(out: GrowingBuffer, value: number | bigint): void {
  if (typeof value === "number" && value >= 0 && value <= 0x7fffffff) return varint(out, value);
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) out.byte(Number(rest & 0x7fn) | 0x80);
  out.byte(Number(rest));
}

export function decodeMessage(table: MessageTable, bytes: Uint8Array): Message {
  const reader = new Reader(bytes);
  const { byNumber, zeros } = readingOf(table);
  const message: Record<string, unknown> = { ...zeros };
  while (!reader.atEnd) {
    const key = reader.integer();
    const field = byNumber.get(key >>> 3);
    if (!field) {
      reader.skip(key & 7);
      continue;
    }
    const [name, { kind, repeated, map }] = field;
    if (map) {
      const entry = decodeMessage(
        { key: { number: 1, kind: "string" }, value: { number: 2, kind, optional: true } },
        reader.delimited(),
      );
      if (message[name] === NO_ENTRIES) message[name] = {};
      (message[name] as Record<string, unknown>)[entry["key"] as string] = entry["value"];
    } else {
      const value = readValue(reader, kind);
      if (!repeated) message[name] = value;
      else if (message[name] === NO_ITEMS) message[name] = [value];
      else (message[name] as unknown[]).push(value);
    }
  }
  return message;
}

function readValue(reader: Reader, kind: FieldKind): unknown {
  if (typeof kind === "function") return decodeMessage(kind(), reader.delimited());
  switch (kind) {
    case "string":
      return reader.delimited().toString("utf8");
    case "bytes":
      return reader.delimited();
    case "bool":
      return reader.integer() !== 0;
    case "enum":
      return reader.integer();
    case "int64":
      return Number(BigInt.asIntN(64, reader.bigint()));
  }
}

interface Reading {
  readonly byNumber: ReadonlyMap<number, readonly [string, FieldTable]>;
  readonly zeros: Message;
}

const readings = new WeakMap<MessageTable, Reading>();

function readingOf(table: MessageTable): Reading {
  let reading = readings.get(table);
  if (!reading) {
    const fields = Object.entries(table);
    reading = {
      byNumber: new Map(fields.map((entry) => [entry[1].number, entry] as const)),
      zeros: Object.fromEntries(fields.map(([name, field]) => [name, zeroValue(field)] as const)),
    };
    readings.set(table, reading);
  }
  return reading;
}

const NO_ITEMS: readonly unknown[] = Object.freeze([]);
const NO_ENTRIES: Message = Object.freeze({});

function zeroValue({ kind, repeated, map, optional }: FieldTable): unknown {
  if (repeated) return NO_ITEMS;
  if (map) return NO_ENTRIES;
  if (optional || typeof kind === "function") return undefined;
  return { string: "", bytes: EMPTY, bool: false, int64: 0, enum: 0 }[kind];
}

class Reader {
  private readonly bytes: Buffer;
  private position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  bigint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.position++];
      if (byte === undefined) throw new ProtobufError("Message ends within a number");
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new ProtobufError("Number has more than ten bytes");
  }

  /** A number that is small, as keys and lengths are. */
  integer(): number {
    const byte = this.bytes[this.position];
    if (byte === undefined || byte >= 0x80) return Number(this.bigint());
    this.position++;
    return byte;
  }

  delimited(): Buffer {
    const length = this.integer();
    const end = this.position + length;
    if (end > this.bytes.length) throw new ProtobufError("Message ends within a field");
    const part = this.bytes.subarray(this.position, end);
    this.position = end;
    return part;
  }

  skip(wire: number): void {
    if (wire === VARINT) this.bigint();
    else if (wire === DELIMITED) this.delimited();
    else if (wire === FIXED64) this.position += 8;
    else if (wire === FIXED32) this.position += 4;
    else throw new ProtobufError(`Unknown wire type ${wire}`);
  }
}
