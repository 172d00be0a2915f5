/** Msgpack, as far as terraform's values use it. */
import { GrowingBuffer } from "./growing-buffer.ts";

export class MsgpackError extends Error {}

export class MsgpackWriter {
  readonly #out = new GrowingBuffer();

  bytes(): Buffer {
    return this.#out.finish();
  }

  nil(): void {
    this.#out.byte(0xc0);
  }

  bool(value: boolean): void {
    this.#out.byte(value ? 0xc3 : 0xc2);
  }

  integer(value: bigint): void {
    if (value > 0xffffffffn) this.#sized64(0xcf, value);
    else if (value < -0x80000000n) this.#sized64(0xd3, value);
    else this.#small(Number(value));
  }

  #small(value: number): void {
    if (value >= 0) {
      if (value < 0x80) this.#out.byte(value);
      else if (value <= 0xff) this.#sized(0xcc, 1, value);
      else if (value <= 0xffff) this.#sized(0xcd, 2, value);
      else this.#sized(0xce, 4, value);
    } else if (value >= -32) this.#out.byte(value & 0xff);
    else if (value >= -0x80) this.#sized(0xd0, 1, value & 0xff);
    else if (value >= -0x8000) this.#sized(0xd1, 2, value & 0xffff);
    else this.#sized(0xd2, 4, value >>> 0);
  }

  float(value: number): void {
    this.#out.byte(0xcb);
    this.#out.double(value);
  }

  string(text: string): void {
    const length = Buffer.byteLength(text);
    if (length < 32) this.#out.byte(0xa0 | length);
    else this.#length(length, 0xd9, 0xda, 0xdb);
    this.#out.utf8(text, length);
  }

  binary(body: Buffer): void {
    this.#length(body.length, 0xc4, 0xc5, 0xc6);
    this.#out.bytes(body);
  }

  array(count: number): void {
    if (count < 16) this.#out.byte(0x90 | count);
    else this.#length(count, undefined, 0xdc, 0xdd);
  }

  map(count: number): void {
    if (count < 16) this.#out.byte(0x80 | count);
    else this.#length(count, undefined, 0xde, 0xdf);
  }

  extension(type: number, data: Buffer): void {
    const fixed = { 1: 0xd4, 2: 0xd5, 4: 0xd6, 8: 0xd7, 16: 0xd8 }[data.length];
    if (fixed !== undefined) this.#out.byte(fixed);
    else this.#length(data.length, 0xc7, 0xc8, 0xc9);
    this.#out.byte(type);
    this.#out.bytes(data);
  }

  #length(length: number, one: number | undefined, two: number, four: number): void {
    if (one !== undefined && length <= 0xff) this.#sized(one, 1, length);
    else if (length <= 0xffff) this.#sized(two, 2, length);
    else this.#sized(four, 4, length);
  }

  #sized(code: number, width: 1 | 2 | 4, unsigned: number): void {
    this.#out.byte(code);
    this.#out.unsigned(unsigned, width);
  }

  #sized64(code: number, value: bigint): void {
    this.#out.byte(code);
    this.#out.unsigned64(BigInt.asUintN(64, value));
  }
}

export class MsgpackReader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get nextIsExtension(): boolean {
    const code = this.peek();
    return (code >= 0xd4 && code <= 0xd8) || (code >= 0xc7 && code <= 0xc9);
  }

  skipNil(): boolean {
    if (this.peek() !== 0xc0) return false;
    this.at++;
    return true;
  }

  bool(): boolean {
    const code = this.code();
    if (code !== 0xc2 && code !== 0xc3) throw this.wrong("bool", code);
    return code === 0xc3;
  }

  /** Numbers that fit neither an integer nor a double come as decimal text. */
  number(): bigint | number | string {
    const code = this.peek();
    if (code < 0x80 || code >= 0xe0) {
      this.at++;
      return BigInt(code < 0x80 ? code : code - 0x100);
    }
    if (code >= 0xcc && code <= 0xcf) {
      this.at++;
      return BigInt.asUintN(64, this.unsigned((1 << (code - 0xcc)) as 1 | 2 | 4 | 8));
    }
    if (code >= 0xd0 && code <= 0xd3) {
      this.at++;
      const width = (1 << (code - 0xd0)) as 1 | 2 | 4 | 8;
      return BigInt.asIntN(width * 8, this.unsigned(width));
    }
    if (code === 0xcb || code === 0xca) {
      this.at++;
      const bytes = this.take(code === 0xcb ? 8 : 4);
      return code === 0xcb ? bytes.readDoubleBE(0) : bytes.readFloatBE(0);
    }
    return this.string();
  }

  string(): string {
    const code = this.code();
    if (code >= 0xa0 && code <= 0xbf) return this.take(code & 0x1f).toString("utf8");
    if (code >= 0xd9 && code <= 0xdb) return this.take(this.size(code - 0xd9)).toString("utf8");
    if (code >= 0xc4 && code <= 0xc6) return this.take(this.size(code - 0xc4)).toString("utf8");
    throw this.wrong("string", code);
  }

  binary(): Buffer {
    const code = this.code();
    if (code >= 0xc4 && code <= 0xc6) return this.take(this.size(code - 0xc4));
    if (code >= 0xa0 && code <= 0xbf) return this.take(code & 0x1f);
    if (code >= 0xd9 && code <= 0xdb) return this.take(this.size(code - 0xd9));
    throw this.wrong("binary", code);
  }

  array(): number {
    const code = this.code();
    if (code >= 0x90 && code <= 0x9f) return code & 0x0f;
    if (code === 0xdc || code === 0xdd) return this.size(code - 0xdc + 1);
    throw this.wrong("array", code);
  }

  map(): number {
    const code = this.code();
    if (code >= 0x80 && code <= 0x8f) return code & 0x0f;
    if (code === 0xde || code === 0xdf) return this.size(code - 0xde + 1);
    throw this.wrong("map", code);
  }

  extension(): { readonly type: number; readonly data: Buffer } {
    const code = this.code();
    const length = code >= 0xd4 && code <= 0xd8 ? 1 << (code - 0xd4) : this.size(code - 0xc7);
    return { type: this.code(), data: this.take(length) };
  }

  /** Passes over one value of any kind. */
  skip(): void {
    const code = this.peek();
    if (this.nextIsExtension) this.extension();
    else if (this.skipNil()) return;
    else if (code === 0xc2 || code === 0xc3) this.at++;
    else if ((code >= 0x90 && code <= 0x9f) || code === 0xdc || code === 0xdd) {
      for (let left = this.array(); left > 0; left--) this.skip();
    } else if ((code >= 0x80 && code <= 0x8f) || code === 0xde || code === 0xdf) {
      for (let left = this.map() * 2; left > 0; left--) this.skip();
    } else this.number();
  }

  private peek(): number {
    const code = this.bytes[this.at];
    if (code === undefined) throw new MsgpackError("Value ends too early");
    return code;
  }

  private code(): number {
    const code = this.peek();
    this.at++;
    return code;
  }

  private size(power: number): number {
    return Number(this.unsigned((1 << power) as 1 | 2 | 4));
  }

  private unsigned(width: 1 | 2 | 4 | 8): bigint {
    const bytes = this.take(width);
    return width === 8 ? bytes.readBigUInt64BE(0) : BigInt(bytes.readUIntBE(0, width));
  }

  private take(length: number): Buffer {
    const end = this.at + length;
    if (end > this.bytes.length) throw new MsgpackError("Value ends too early");
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }

  private wrong(wanted: string, code: number): MsgpackError {
    return new MsgpackError(`Expected ${wanted}, found code 0x${code.toString(16)}`);
  }
}
