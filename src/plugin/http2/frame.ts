/** Frames of HTTP/2 (RFC 9113): their kinds, and how a stream of bytes is cut into them. */

export const DATA = 0;
export const HEADERS = 1;
export const RST_STREAM = 3;
export const SETTINGS = 4;
export const PUSH_PROMISE = 5;
export const PING = 6;
export const GOAWAY = 7;
export const WINDOW_UPDATE = 8;
export const CONTINUATION = 9;

export const ACK = 1;
export const END_STREAM = 1;
export const END_HEADERS = 4;
export const PADDED = 8;
export const PRIORITY_GIVEN = 0x20;

/** What a client sends before its first frame. */
export const PREFACE = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
/** The largest payload that either side may send before it is told of a larger one. */
export const LEAST_MAX_FRAME = 16_384;

export const PROTOCOL_ERROR = 1;
export const FLOW_CONTROL_ERROR = 3;
export const FRAME_SIZE_ERROR = 6;
export const COMPRESSION_ERROR = 9;

/** The other side does not keep to the protocol: the connection is given up. */
export class ConnectionError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

const HEADER = 9;
const STREAM_BITS = 0x7fff_ffff;

export function encodeFrame(type: number, flags: number, stream: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER + payload.length);
  bytes.writeUIntBE(payload.length, 0, 3);
  bytes[3] = type;
  bytes[4] = flags;
  bytes.writeUInt32BE(stream, 5);
  bytes.set(payload, HEADER);
  return bytes;
}

export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);
  #greeted = false;

  /** The frames that are whole. Throws ConnectionError. */
  *read(chunk: Buffer): Generator<Frame> {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.#greeted) {
      const greeting = bytes.subarray(0, PREFACE.length);
      if (!greeting.equals(PREFACE.subarray(0, greeting.length))) {
        throw new ConnectionError(PROTOCOL_ERROR, "The client does not speak HTTP/2");
      }
      if (greeting.length === PREFACE.length) {
        this.#greeted = true;
        bytes = bytes.subarray(PREFACE.length);
      }
    }
    while (this.#greeted && bytes.length >= HEADER) {
      const length = bytes.readUIntBE(0, 3);
      if (length > LEAST_MAX_FRAME) throw new ConnectionError(FRAME_SIZE_ERROR, `A frame of ${length} bytes`);
      if (bytes.length < HEADER + length) break;
      const stream = bytes.readUInt32BE(5) & STREAM_BITS;
      yield {
        type: bytes[3] as number,
        flags: bytes[4] as number,
        stream,
        payload: bytes.subarray(HEADER, HEADER + length),
      };
      bytes = bytes.subarray(HEADER + length);
    }
    this.#rest = bytes;
  }
}

/** What is in a frame beside its padding. */
export function unpadded({ flags, payload }: Frame): Buffer {
  if ((flags & PADDED) === 0) return payload;
  const padding = payload[0];
  if (padding === undefined || padding >= payload.length) {
    throw new ConnectionError(PROTOCOL_ERROR, "A frame is padding beyond its end");
  }
  return payload.subarray(1, payload.length - padding);
}
