/**
 * Turns what a function's process writes into log events. Plain output is one event a line. Runtime clients also write
 * frames (type 0xa55a0003 or 0xa55a0002 with the level in its low bits, length, time, text), which keep their line breaks; the first
 * byte of a frame cannot begin a UTF-8 character, so both may share one pipe and stay in order.
 */
import type { LogEvent } from "./function-version.ts";

const FRAME_HEADER = 16;
/** Longer texts are cut into several events: one of CloudWatch Logs is at most 1 MB, 26 bytes of it its overhead. */
const LONGEST = 1024 * 1024 - 26;

export class OutputDecoder {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer, now: number): LogEvent[] {
    const buffer = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const events: LogEvent[] = [];
    let start = 0;
    while (start < buffer.length) {
      if (isFrame(buffer, start)) {
        if (buffer.length < start + FRAME_HEADER) break;
        const end = start + FRAME_HEADER + buffer.readUInt32BE(start + 4);
        if (buffer.length < end) break;
        const timestamp = Number(buffer.readBigUInt64BE(start + 8) / 1000n);
        let from = start + FRAME_HEADER;
        for (; end - from > LONGEST; from += LONGEST)
          events.push({ timestamp, message: buffer.toString("utf8", from, from + LONGEST) });
        events.push({ timestamp, message: withLineEnd(buffer.toString("utf8", from, end)) });
        start = end;
        continue;
      }
      const end = endOfLine(buffer, start);
      if (end < 0) break;
      if (end > start) events.push({ timestamp: now, message: buffer.toString("utf8", start, end) });
      start = end;
    }
    this.#rest = buffer.subarray(start);
    return events;
  }

  /** What is left when no more output comes: a last line without its end. */
  finish(now: number): LogEvent[] {
    if (this.#rest.length === 0 || isFrame(this.#rest, 0)) return [];
    const message = withLineEnd(this.#rest.toString("utf8"));
    this.#rest = Buffer.alloc(0);
    return [{ timestamp: now, message }];
  }
}

/** A possible frame begins at `at`; true too while only its first bytes are there. */
function isFrame(buffer: Buffer, at: number): boolean {
  if (buffer[at] !== 0xa5) return false;
  return (
    (at + 1 >= buffer.length || buffer[at + 1] === 0x5a) &&
    (at + 2 >= buffer.length || buffer[at + 2] === 0x00) &&
    (at + 3 >= buffer.length || ((buffer[at + 3] ?? 0) & 0x02) === 0x02)
  );
}

function endOfLine(buffer: Buffer, start: number): number {
  const newline = buffer.indexOf(10, start);
  // A frame may follow a line that has not ended.
  const frame = buffer.subarray(start, newline < 0 ? buffer.length : newline).indexOf(0xa5);
  if (frame > 0 && isFrame(buffer, start + frame)) return start + frame;
  const end = newline < 0 ? -1 : newline + 1;
  if ((end < 0 ? buffer.length : end) - start > LONGEST) return start + LONGEST;
  return end;
}

const withLineEnd = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);
