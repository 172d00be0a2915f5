/**
 * Protocol Buffers, as far as terraform's plugin protocol needs them: messages described by tables of fields, read and
 * written as plain objects. Absent scalars read as their zero value, absent messages as undefined.
 */
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

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;

/** The bytes were no message of that kind. */
export class ProtobufError extends Error {}

export function encodeMessage(table: MessageTable, message: Message): Buffer {
  const parts: Buffer[] = [];
  for (const [name, field] of Object.entries(table)) {
    const value = message[name];
    if (value === undefined || value === null) continue;
    if (field.map) {
      for (const [key, item] of Object.entries(value as Message)) {
        const entry = Buffer.concat([writeField(1, "string", key, true), writeField(2, field.kind, item, true)]);
        parts.push(header(field.number, DELIMITED), varint(entry.length), entry);
      }
    } else if (field.repeated) {
      for (const item of value as readonly unknown[]) parts.push(writeField(field.number, field.kind, item, true));
    } else parts.push(writeField(field.number, field.kind, value, field.optional === true));
  }
  return Buffer.concat(parts);
}

// A scalar's zero value is not written, unless its presence counts.
function writeField(number: number, kind: FieldKind, value: unknown, always: boolean): Buffer {
  if (typeof kind === "function") {
    const body = Buffer.isBuffer(value) ? value : encodeMessage(kind(), value as Message);
    return Buffer.concat([header(number, DELIMITED), varint(body.length), body]);
  }
  switch (kind) {
    case "string":
    case "bytes": {
      const body = typeof value === "string" ? Buffer.from(value) : Buffer.from(value as Uint8Array);
      return body.length === 0 && !always
        ? EMPTY
        : Buffer.concat([header(number, DELIMITED), varint(body.length), body]);
    }
    case "bool":
      return value || always ? Buffer.concat([header(number, VARINT), varint(value ? 1 : 0)]) : EMPTY;
    default: {
      const integer = BigInt(value as number | bigint);
      return integer !== 0n || always
        ? Buffer.concat([header(number, VARINT), varint(BigInt.asUintN(64, integer))])
        : EMPTY;
    }
  }
}

const EMPTY = Buffer.alloc(0);
const header = (number: number, wire: number): Buffer => varint((number << 3) | wire);

function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

export function decodeMessage(table: MessageTable, bytes: Uint8Array): Message {
  const reader = new Reader(bytes);
  const byNumber = fieldsByNumber(table);
  const message: Record<string, unknown> = zeroValues(table);
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
      (message[name] as Record<string, unknown>)[entry["key"] as string] = entry["value"];
    } else {
      const value = readValue(reader, kind);
      if (repeated) (message[name] as unknown[]).push(value);
      else message[name] = value;
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
      return reader.bigint() !== 0n;
    case "enum":
      return Number(reader.bigint());
    case "int64":
      return Number(BigInt.asIntN(64, reader.bigint()));
  }
}

const numbered = new WeakMap<MessageTable, Map<number, readonly [string, FieldTable]>>();

function fieldsByNumber(table: MessageTable): Map<number, readonly [string, FieldTable]> {
  let fields = numbered.get(table);
  if (!fields) {
    fields = new Map(Object.entries(table).map((entry) => [entry[1].number, entry] as const));
    numbered.set(table, fields);
  }
  return fields;
}

function zeroValues(table: MessageTable): Record<string, unknown> {
  const zeros: Record<string, unknown> = {};
  for (const [name, { kind, repeated, map, optional }] of Object.entries(table)) {
    if (repeated) zeros[name] = [];
    else if (map) zeros[name] = {};
    else if (optional || typeof kind === "function") zeros[name] = undefined;
    else zeros[name] = { string: "", bytes: EMPTY, bool: false, int64: 0, enum: 0 }[kind];
  }
  return zeros;
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

  integer(): number {
    return Number(this.bigint());
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
