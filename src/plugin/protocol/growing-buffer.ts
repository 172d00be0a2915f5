/** Bytes that are appended one piece at a time, in one buffer that grows. */
export class GrowingBuffer {
  #bytes: Buffer;
  #length = 0;

  constructor(capacity = 256) {
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** What has been appended; nothing may be appended afterwards. */
  finish(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  bytes(body: Uint8Array): void {
    this.#reserve(body.length);
    this.#bytes.set(body, this.#length);
    this.#length += body.length;
  }

  utf8(text: string, byteLength: number): void {
    this.#reserve(byteLength);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** An unsigned number, the most significant byte first. */
  unsigned(value: number, width: 1 | 2 | 4): void {
    this.#reserve(width);
    this.#length = this.#bytes.writeUIntBE(value, this.#length, width);
  }

  unsigned64(value: bigint): void {
    this.#reserve(8);
    this.#length = this.#bytes.writeBigUInt64BE(value, this.#length);
  }

  double(value: number): void {
    this.#reserve(8);
    this.#length = this.#bytes.writeDoubleBE(value, this.#length);
  }

  /** Makes room for `count` bytes before what was appended since `at`. */
  insertRoom(at: number, count: number): void {
    this.#reserve(count);
    this.#bytes.copyWithin(at + count, at, this.#length);
    this.#length += count;
  }

  set(at: number, value: number): void {
    this.#bytes[at] = value;
  }

  #reserve(count: number): void {
    const wanted = this.#length + count;
    if (wanted <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(wanted, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
