/**
 * A batch of events as it is stored: one value of the store, in columns, so that a search reads times and texts without
 * making an object for each event. Layout, little-endian: when it came (f64), how many events (u32), what
 * is known of the text (u32; 1: it is ASCII, 2: its messages are flat JSON), the timestamps (f64 each), where each
 * message ends in the text (u32 each), the text in UTF-8.
 */
import { FlatMember, isFlat, type Scalar } from "./flat-json.ts";

const HEADER = 16;
const ASCII = 1;
const FLAT = 2;

export interface NewBatch {
  readonly ingestedAt: number;
  /** In rising order. */
  readonly timestamps: readonly number[];
  readonly messages: readonly string[];
}

export function encodeBatch({ ingestedAt, timestamps, messages }: NewBatch): Buffer {
  const count = timestamps.length;
  const text = Buffer.from(messages.join(""));
  const ascii = messages.reduce((length, message) => length + message.length, 0) === text.length;
  const bytes = Buffer.allocUnsafe(HEADER + count * 12 + text.length);
  bytes.writeDoubleLE(ingestedAt, 0);
  bytes.writeUInt32LE(count, 8);
  bytes.writeUInt32LE((ascii ? ASCII : 0) | (messages.every(isFlat) ? FLAT : 0), 12);
  let end = 0;
  for (let i = 0; i < count; i++) {
    bytes.writeDoubleLE(timestamps[i] as number, HEADER + i * 8);
    const message = messages[i] as string;
    end += ascii ? message.length : Buffer.byteLength(message);
    bytes.writeUInt32LE(end, HEADER + count * 8 + i * 4);
  }
  text.copy(bytes, HEADER + count * 12);
  return bytes;
}

export class EventBatch {
  readonly stream: string;
  /** Which batch of the stream this is. */
  readonly number: number;
  readonly count: number;
  readonly ingestedAt: number;
  readonly #bytes: Buffer;
  readonly #ascii: boolean;
  /** Whether members of the JSON can be read by `member`. */
  readonly flat: boolean;
  #timestamps: Float64Array | undefined;
  #ends: Uint32Array | undefined;
  #latin1: string | undefined;
  #members: Map<string, FlatMember> | undefined;

  constructor(value: Uint8Array, stream: string, number: number) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    this.stream = stream;
    this.number = number;
    this.#bytes = bytes;
    this.ingestedAt = bytes.readDoubleLE(0);
    this.count = bytes.readUInt32LE(8);
    const known = bytes.readUInt32LE(12);
    this.#ascii = (known & ASCII) !== 0;
    this.flat = (known & FLAT) !== 0;
  }

  get bytes(): number {
    return this.#bytes.length;
  }

  get first(): number {
    return this.#bytes.readDoubleLE(HEADER);
  }

  get last(): number {
    return this.#bytes.readDoubleLE(HEADER + (this.count - 1) * 8);
  }

  get timestamps(): Float64Array {
    // Copied, because the bytes may begin at an odd address.
    this.#timestamps ??= new Float64Array(this.#column(HEADER, 8));
    return this.#timestamps;
  }

  get ends(): Uint32Array {
    this.#ends ??= new Uint32Array(this.#column(HEADER + this.count * 8, 4));
    return this.#ends;
  }

  /** All messages, one behind the other. */
  get text(): Buffer {
    return this.#bytes.subarray(HEADER + this.count * 12);
  }

  message(index: number): string {
    const from = this.#start(index);
    const to = this.ends[index] as number;
    return this.#ascii ? this.#characters().slice(from, to) : this.text.toString("utf8", from, to);
  }

  /** A member of the JSON of an event, in a batch that is flat. */
  member(name: string, index: number): Scalar | undefined {
    this.#members ??= new Map();
    let member = this.#members.get(name);
    if (!member) {
      this.#members.set(name, (member = new FlatMember(this.#characters(), name)));
    }
    return member.read(this.#start(index), this.ends[index] as number);
  }

  /** The same message without a hold on the text of the whole batch. */
  messageAlone(index: number): string {
    return this.text.toString("utf8", this.#start(index), this.ends[index]);
  }

  /** Of its message, in bytes. */
  sizeOf(index: number): number {
    return (this.ends[index] as number) - this.#start(index);
  }

  /** The event that a place in the text belongs to. */
  indexAt(position: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends[middle] as number) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #start(index: number): number {
    return index === 0 ? 0 : (this.ends[index - 1] as number);
  }

  #characters(): string {
    this.#latin1 ??= this.text.toString("latin1");
    return this.#latin1;
  }

  #column(offset: number, width: number): ArrayBuffer {
    const start = this.#bytes.byteOffset + offset;
    return this.#bytes.buffer.slice(start, start + this.count * width) as ArrayBuffer;
  }
}
