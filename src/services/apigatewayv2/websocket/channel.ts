/** One open WebSocket: messages in, messages out, pings answered, an end that is told once. */
import type { Duplex } from "node:stream";
import {
  BINARY,
  CLOSE,
  CONTINUATION,
  type Frame,
  PING,
  PONG,
  ProtocolError,
  readFrame,
  TEXT,
  writeFrame,
} from "./frames.ts";

export interface ChannelListener {
  message(payload: Buffer, isText: boolean): void;
  /** Once; 1006 and 1001 are for ends that nobody announced. */
  closed(code: number, reason: string): void;
}

/** API Gateway's quota. */
const MOST_MESSAGE = 128 * 1024;

export class Channel {
  readonly #socket: Duplex;
  readonly #listener: ChannelListener;
  #received: Buffer = Buffer.alloc(0);
  /** The parts of a message that is not whole yet. */
  #parts: Buffer[] = [];
  #opcode = CONTINUATION;
  #open = true;

  constructor(socket: Duplex, listener: ChannelListener) {
    this.#socket = socket;
    this.#listener = listener;
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    socket.on("error", () => this.#end(1006, ""));
    socket.on("close", () => this.#end(1006, ""));
  }

  send(payload: Uint8Array, isText: boolean): void {
    if (this.#open) this.#socket.write(writeFrame(isText ? TEXT : BINARY, payload));
  }

  close(code: number, reason: string): void {
    if (!this.#open) return;
    this.#socket.end(writeFrame(CLOSE, closing(code, reason)));
    this.#end(code, reason);
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    try {
      while (this.#open) {
        const found = readFrame(this.#received, MOST_MESSAGE);
        if (!found) return;
        this.#received = this.#received.subarray(found.length);
        this.#take(found.frame);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.close(error.code, error.message);
    }
  }

  #take({ opcode, payload, final }: Frame): void {
    if (opcode === PING) this.#socket.write(writeFrame(PONG, payload));
    else if (opcode === CLOSE) {
      const code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      this.#socket.end(writeFrame(CLOSE, payload.subarray(0, 2)));
      this.#end(code, payload.subarray(2).toString("utf8"));
    } else if (opcode === TEXT || opcode === BINARY || opcode === CONTINUATION) this.#gather(opcode, payload, final);
    else if (opcode !== PONG) throw new ProtocolError(1002, "Unknown opcode");
  }

  #gather(opcode: number, payload: Buffer, final: boolean): void {
    if ((opcode === CONTINUATION) !== this.#parts.length > 0) throw new ProtocolError(1002, "Unexpected frame");
    if (opcode !== CONTINUATION) this.#opcode = opcode;
    this.#parts.push(payload);
    if (this.#parts.reduce((sum, part) => sum + part.length, 0) > MOST_MESSAGE)
      throw new ProtocolError(1009, "Message too big");
    if (!final) return;
    const whole = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#listener.message(whole, this.#opcode === TEXT);
  }

  #end(code: number, reason: string): void {
    if (!this.#open) return;
    this.#open = false;
    this.#listener.closed(code, reason);
  }
}

/** 1005 and 1006 are never sent. */
function closing(code: number, reason: string): Buffer {
  const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
  payload.writeUInt16BE(code === 1005 || code === 1006 ? 1000 : code, 0);
  payload.write(reason, 2);
  return payload;
}
