/**
 * The server's side of an HTTP/2 connection (RFC 9113), as far as unary gRPC goes. Node's own sends the headers of an
 * answer apart from its trailers, and takes a third of the server's work for a command of terraform's; here an answer
 * is written in one piece, together with all others that are ready.
 */
import type { Socket } from "node:net";
import {
  ACK,
  COMPRESSION_ERROR,
  CONTINUATION,
  ConnectionError,
  DATA,
  END_HEADERS,
  END_STREAM,
  encodeFrame,
  FLOW_CONTROL_ERROR,
  FRAME_SIZE_ERROR,
  type Frame,
  FrameReader,
  GOAWAY,
  HEADERS,
  LEAST_MAX_FRAME,
  PING,
  PRIORITY_GIVEN,
  PROTOCOL_ERROR,
  PUSH_PROMISE,
  RST_STREAM,
  SETTINGS,
  unpadded,
  WINDOW_UPDATE,
} from "./frame.ts";
import { HeaderDecoder, HpackError } from "./hpack.ts";
import { ServerStream, type StreamWriter } from "./server-stream.ts";

/** What becomes of a request's body. */
export interface RequestBody {
  data(chunk: Buffer): void;
  end(): void;
  /** The client has given the request up. */
  cancelled(): void;
}

/** Takes a request when its headers have come; without an answer the body is not wanted. */
export type TakeRequest = (path: string, stream: ServerStream) => RequestBody | undefined;

const FIRST_WINDOW = 65_535;
const LARGEST_WINDOW = 0x7fff_ffff;
const INITIAL_WINDOW_SIZE = 4;
const MAX_FRAME_SIZE = 5;
const LONGEST_HEADERS = 64 * 1024;
/** Milliseconds. */
const ACKNOWLEDGED_WITHIN = 20;
const NONE = Buffer.alloc(0);

interface OpenStream {
  readonly stream: ServerStream;
  readonly body: RequestBody | undefined;
}

export class ServerConnection implements StreamWriter {
  readonly #socket: Socket;
  readonly #take: TakeRequest;
  readonly #reader = new FrameReader();
  readonly #decoder = new HeaderDecoder();
  readonly #streams = new Map<number, OpenStream>();
  #lastStream = 0;
  /** Header blocks may come in several frames, with none in between. */
  #headers: { readonly stream: number; readonly flags: number; readonly parts: Buffer[] } | undefined;
  #window = FIRST_WINDOW;
  #streamWindow = FIRST_WINDOW;
  #maxFrame = LEAST_MAX_FRAME;
  #received = 0;
  #out: Uint8Array[] = [];
  #willFlush = false;
  #late: NodeJS.Timeout | undefined;

  constructor(socket: Socket, take: TakeRequest) {
    this.#socket = socket;
    this.#take = take;
    this.write(SETTINGS, 0, 0, setting(INITIAL_WINDOW_SIZE, LARGEST_WINDOW));
    this.write(WINDOW_UPDATE, 0, 0, number32(LARGEST_WINDOW - FIRST_WINDOW));
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(this.#late);
      for (const { body } of this.#streams.values()) body?.cancelled();
      this.#streams.clear();
    });
  }

  /** How much of a stream's body may be sent in one frame now. */
  room(stream: ServerStream): number {
    return Math.min(this.#maxFrame, this.#window, stream.window);
  }

  write(type: number, flags: number, stream: number, payload: Uint8Array): void {
    if (!this.#willFlush) {
      this.#willFlush = true;
      process.nextTick(() => this.#flush());
    }
    this.#out.push(encodeFrame(type, flags, stream, payload));
    if (type === DATA) this.#window -= payload.length;
  }

  /**
   * gRPC's clients ping with nearly every answer they read, to measure the line. What they are told goes along with the
   * next answer: sent alone it would wake them as often as the answers do.
   */
  #acknowledge(ping: Buffer): void {
    this.#out.push(encodeFrame(PING, ACK, 0, ping));
    this.#late ??= setTimeout(() => {
      this.#late = undefined;
      if (this.#out.length > 0) this.#flush();
    }, ACKNOWLEDGED_WITHIN);
  }

  done(stream: ServerStream): void {
    this.#streams.delete(stream.id);
  }

  #flush(): void {
    this.#willFlush = false;
    const out = this.#out;
    this.#out = [];
    if (this.#socket.writable) this.#socket.write(out.length === 1 ? (out[0] as Uint8Array) : Buffer.concat(out));
  }

  #receive(chunk: Buffer): void {
    try {
      for (const frame of this.#reader.read(chunk)) this.#handle(frame);
    } catch (error) {
      const code = error instanceof ConnectionError ? error.code : COMPRESSION_ERROR;
      if (!(error instanceof ConnectionError || error instanceof HpackError)) throw error;
      this.write(GOAWAY, 0, 0, Buffer.concat([number32(this.#lastStream), number32(code)]));
      this.#flush();
      this.#socket.destroySoon();
    }
  }

  #handle(frame: Frame): void {
    if (this.#headers && (frame.type !== CONTINUATION || frame.stream !== this.#headers.stream)) {
      throw new ConnectionError(PROTOCOL_ERROR, "A header block is interrupted");
    }
    switch (frame.type) {
      case DATA:
        return this.#data(frame);
      case HEADERS: {
        const block = unpadded(frame);
        const skipped = frame.flags & PRIORITY_GIVEN ? 5 : 0;
        this.#headers = { stream: frame.stream, flags: frame.flags, parts: [] };
        return this.#headerPart(frame, block.subarray(skipped));
      }
      case CONTINUATION:
        return this.#headerPart(frame, frame.payload);
      case RST_STREAM:
        this.#streams.get(frame.stream)?.body?.cancelled();
        this.#streams.get(frame.stream)?.stream.reset();
        this.#streams.delete(frame.stream);
        return;
      case SETTINGS:
        return this.#settings(frame);
      case PING:
        if (frame.payload.length !== 8) throw new ConnectionError(FRAME_SIZE_ERROR, "A ping of another size");
        if ((frame.flags & ACK) === 0) this.#acknowledge(frame.payload);
        return;
      case WINDOW_UPDATE:
        return this.#windowUpdate(frame);
      case PUSH_PROMISE:
        throw new ConnectionError(PROTOCOL_ERROR, "A client pushes nothing");
    }
  }

  #headerPart({ flags }: Frame, part: Buffer): void {
    const headers = this.#headers;
    if (!headers) throw new ConnectionError(PROTOCOL_ERROR, "No header block goes before");
    headers.parts.push(part);
    if (headers.parts.reduce((sum, { length }) => sum + length, 0) > LONGEST_HEADERS) {
      throw new ConnectionError(PROTOCOL_ERROR, "A header block is too long");
    }
    if ((flags & END_HEADERS) === 0) return;
    this.#headers = undefined;
    const decoded = this.#decoder.decode(Buffer.concat(headers.parts));
    const isEnd = (headers.flags & END_STREAM) !== 0;
    if (headers.stream <= this.#lastStream) {
      // Trailers of a request.
      if (isEnd) this.#streams.get(headers.stream)?.body?.end();
      return;
    }
    if (headers.stream % 2 === 0) throw new ConnectionError(PROTOCOL_ERROR, "A client's streams have odd numbers");
    this.#lastStream = headers.stream;
    const stream = new ServerStream(headers.stream, this.#streamWindow, this);
    // It is known before it is answered: an answer that is ready at once ends it.
    this.#streams.set(stream.id, { stream, body: undefined });
    const body = this.#take(decoded.get(":path") ?? "", stream);
    if (body && this.#streams.has(stream.id)) this.#streams.set(stream.id, { stream, body });
    if (isEnd) body?.end();
  }

  #data(frame: Frame): void {
    this.#received += frame.payload.length;
    if (this.#received > LARGEST_WINDOW / 2) {
      this.write(WINDOW_UPDATE, 0, 0, number32(this.#received));
      this.#received = 0;
    }
    if (frame.stream > this.#lastStream) throw new ConnectionError(PROTOCOL_ERROR, "A stream has no headers");
    const body = this.#streams.get(frame.stream)?.body;
    const chunk = unpadded(frame);
    if (chunk.length > 0) body?.data(chunk);
    if (frame.flags & END_STREAM) body?.end();
  }

  #settings({ flags, payload }: Frame): void {
    if (flags & ACK) return;
    if (payload.length % 6 !== 0) throw new ConnectionError(FRAME_SIZE_ERROR, "A setting is incomplete");
    for (let at = 0; at < payload.length; at += 6) {
      const value = payload.readUInt32BE(at + 2);
      const name = payload.readUInt16BE(at);
      if (name === MAX_FRAME_SIZE) this.#maxFrame = Math.max(LEAST_MAX_FRAME, value);
      else if (name === INITIAL_WINDOW_SIZE) {
        for (const { stream } of this.#streams.values()) stream.window += value - this.#streamWindow;
        this.#streamWindow = value;
      }
    }
    this.write(SETTINGS, ACK, 0, NONE);
    this.#sendMore();
  }

  #windowUpdate({ stream: id, payload }: Frame): void {
    if (payload.length !== 4) throw new ConnectionError(FRAME_SIZE_ERROR, "A window update of another size");
    const more = payload.readUInt32BE(0) & LARGEST_WINDOW;
    if (id === 0) {
      this.#window += more;
      if (this.#window > LARGEST_WINDOW) throw new ConnectionError(FLOW_CONTROL_ERROR, "The window is too large");
      return this.#sendMore();
    }
    const stream = this.#streams.get(id)?.stream;
    if (!stream) return;
    stream.window += more;
    stream.send();
  }

  #sendMore(): void {
    for (const { stream } of this.#streams.values()) stream.send();
  }
}

function number32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function setting(name: number, value: number): Buffer {
  const bytes = Buffer.allocUnsafe(6);
  bytes.writeUInt16BE(name);
  bytes.writeUInt32BE(value, 2);
  return bytes;
}
