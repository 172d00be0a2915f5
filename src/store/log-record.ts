/**
 * The write-ahead log's record: all changes of one commit, with a checksum, so that after a crash it is there wholly or
 * not at all. Header: magic, payload length, CRC-32 of sequence and payload (four bytes each), sequence (eight).
 * Payload: per change the lengths of key and value plus one (0 = removed), then both.
 */
import { crc32 } from "node:zlib";

const magic = 0x474f4c54; // "TLOG"
const headerLength = 20;

export interface LogRecord {
  readonly sequence: number;
  readonly payload: Buffer;
  /** Where the next record of the file starts. */
  readonly end: number;
}

/** The changes of one commit in the making. The buffer is kept for the next commit when this one is written. */
export class LogRecordWriter {
  #buffer = Buffer.allocUnsafe(64 * 1024);
  #length = headerLength;

  get empty(): boolean {
    return this.#length === headerLength;
  }

  add(key: string, value: Buffer | null): void {
    const needed = this.#length + 8 + key.length + (value?.length ?? 0);
    if (needed > this.#buffer.length) this.#grow(needed);
    const buffer = this.#buffer;
    buffer.writeUInt32LE(key.length, this.#length);
    buffer.writeUInt32LE(value ? value.length + 1 : 0, this.#length + 4);
    buffer.write(key, this.#length + 8, "latin1");
    if (value) buffer.set(value, this.#length + 8 + key.length);
    this.#length = needed;
  }

  /** The whole record; valid until `reset`. */
  seal(sequence: number): Buffer {
    this.#buffer.writeUInt32LE(magic, 0);
    this.#buffer.writeUInt32LE(this.#length - headerLength, 4);
    this.#buffer.writeDoubleLE(sequence, 12);
    this.#buffer.writeUInt32LE(crc32(this.#buffer.subarray(12, this.#length)), 8);
    return this.#buffer.subarray(0, this.#length);
  }

  reset(): void {
    this.#length = headerLength;
    if (this.#buffer.length > 4 * 1024 * 1024) this.#buffer = Buffer.allocUnsafe(64 * 1024);
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}

/** The record that starts at `at`, if a whole and undamaged one does. */
export function readRecord(file: Buffer, at: number): LogRecord | undefined {
  if (at + headerLength > file.length || file.readUInt32LE(at) !== magic) return undefined;
  const end = at + headerLength + file.readUInt32LE(at + 4);
  if (end > file.length || crc32(file.subarray(at + 12, end)) !== file.readUInt32LE(at + 8)) return undefined;
  return { sequence: file.readDoubleLE(at + 12), payload: file.subarray(at + headerLength, end), end };
}

/** Whether a whole record newer than `sequence` starts anywhere from `at` on. */
export function newerRecordFollows(file: Buffer, at: number, sequence: number): boolean {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(magic);
  for (let found = file.indexOf(mark, at); found >= 0; found = file.indexOf(mark, found + 1)) {
    const record = readRecord(file, found);
    if (record && record.sequence > sequence) return true;
  }
  return false;
}

export function* changesOf(payload: Buffer): Generator<readonly [key: string, value: Buffer | null]> {
  let at = 0;
  while (at < payload.length) {
    const keyEnd = at + 8 + payload.readUInt32LE(at);
    const valueLength = payload.readUInt32LE(at + 4);
    const end = keyEnd + Math.max(valueLength - 1, 0);
    // A copy, because the value outlives the file's contents in memory.
    yield [
      payload.toString("latin1", at + 8, keyEnd),
      valueLength > 0 ? Buffer.from(payload.subarray(keyEnd, end)) : null,
    ];
    at = end;
  }
}
