/** Frames of the WebSocket protocol: https://www.rfc-editor.org/rfc/rfc6455#section-5. Extensions are not offered. */

export interface Frame {
  readonly final: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
}

export const CONTINUATION = 0x0;
export const TEXT = 0x1;
export const BINARY = 0x2;
export const CLOSE = 0x8;
export const PING = 0x9;
export const PONG = 0xa;

/** What a client does against the protocol, with the status to close with. */
export class ProtocolError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** The first frame in the bytes, and how many of them it is; undefined when it is not whole yet. */
export function readFrame(bytes: Buffer, mostPayload: number): { frame: Frame; length: number } | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  if ((first & 0x70) !== 0) throw new ProtocolError(1002, "Reserved bits are set");
  if ((second & 0x80) === 0) throw new ProtocolError(1002, "Frames of a client must be masked");
  const short = second & 0x7f;
  const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + extended + 4;
  if (bytes.length < start) return undefined;
  const size = extended === 0 ? short : extended === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (size > mostPayload) throw new ProtocolError(1009, "Message too big");
  const opcode = first & 0x0f;
  const final = (first & 0x80) !== 0;
  if (opcode >= CLOSE && (size > 125 || !final))
    throw new ProtocolError(1002, "Control frames must be short and whole");
  if (bytes.length < start + size) return undefined;
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + size));
  for (let at = 0; at < size; at++) payload[at] = (payload[at] as number) ^ (mask[at & 3] as number);
  return { frame: { final, opcode, payload }, length: start + size };
}

/** A whole message, or a control frame, as a server sends it. */
export function writeFrame(opcode: number, payload: Uint8Array): Buffer {
  const size = payload.length;
  const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (size < 126) head[1] = size;
  else if (size < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(size, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(size), 2);
  }
  return Buffer.concat([head, payload]);
}
