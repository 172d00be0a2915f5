/**
 * Unary gRPC over HTTP/2 on a unix socket. Terraform opens a connection for every provider configuration, so what was
 * configured belongs to the connection: handlers get one session object for each.
 */
import { rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { encodeHeaders } from "../http2/hpack.ts";
import { type RequestBody, ServerConnection } from "../http2/server-connection.ts";
import type { ServerStream } from "../http2/server-stream.ts";
import {
  FRAME_HEADER,
  frame,
  GrpcError,
  INTERNAL,
  INVALID_ARGUMENT,
  MAX_MESSAGE_BYTES,
  RESOURCE_EXHAUSTED,
  UNIMPLEMENTED,
} from "../protocol/grpc.ts";
import { listenPrivately } from "./private-socket.ts";

export interface GrpcServer {
  close(): Promise<void>;
}

/** Throws GrpcError for a status of its own; anything else is an internal error. */
export type GrpcHandler<Session> = (method: string, request: Buffer, session: Session) => Promise<Buffer>;

const OPENING = { ":status": "200", "content-type": "application/grpc" };
const HEADERS = encodeHeaders(OPENING);
const SUCCESS = encodeHeaders({ "grpc-status": "0" });

export async function serveGrpc<Session>(
  path: string,
  service: string,
  openSession: (signal: AbortSignal) => Session,
  handler: GrpcHandler<Session>,
  limit = MAX_MESSAGE_BYTES,
): Promise<GrpcServer> {
  const connections = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    const end = new AbortController();
    const session = openSession(end.signal);
    connections.add(socket);
    socket.on("close", () => {
      connections.delete(socket);
      end.abort(new Error("The connection is closed"));
    });
    new ServerConnection(socket, (target, stream) => {
      const [, name, method] = target.split("/");
      if (name !== service || !method) {
        refuse(stream, new GrpcError(UNIMPLEMENTED, `unknown service or method ${target}`));
        return undefined;
      }
      return new MessageBody(stream, limit, (request) => {
        handler(method, request, session).then(
          (response) => {
            if (response.length > limit) refuse(stream, tooLarge(`answer to ${method}`, response.length, limit));
            else stream.answer(SUCCESS, HEADERS, frame(response));
          },
          (error: unknown) => refuse(stream, error),
        );
      });
    });
  });
  await listenPrivately(server, path);
  return {
    close: () =>
      new Promise((resolve) => {
        for (const connection of connections) connection.destroy();
        server.close(() => {
          rmSync(path, { force: true });
          resolve();
        });
      }),
  };
}

/** A request's body, which is one message. */
class MessageBody implements RequestBody {
  readonly #stream: ServerStream;
  readonly #limit: number;
  readonly #whole: (message: Buffer) => void;
  #chunks: Buffer[] = [];
  #length = 0;

  constructor(stream: ServerStream, limit: number, whole: (message: Buffer) => void) {
    this.#stream = stream;
    this.#limit = limit + FRAME_HEADER;
    this.#whole = whole;
  }

  data(chunk: Buffer): void {
    const before = this.#length;
    this.#length += chunk.length;
    if (this.#length <= this.#limit) this.#chunks.push(chunk);
    else if (before <= this.#limit) {
      const first = Buffer.concat([...this.#chunks, chunk]);
      this.#chunks = [];
      const length = first.length < FRAME_HEADER ? this.#length : first.readUInt32BE(1);
      refuse(this.#stream, tooLarge("request", length, this.#limit - FRAME_HEADER));
    }
  }

  end(): void {
    if (this.#length > this.#limit) return;
    const bytes = Buffer.concat(this.#chunks);
    if (bytes.length < FRAME_HEADER || bytes.readUInt32BE(1) !== bytes.length - FRAME_HEADER) {
      refuse(this.#stream, new GrpcError(INVALID_ARGUMENT, "request is not one message"));
    } else if (bytes[0] !== 0) {
      refuse(this.#stream, new GrpcError(UNIMPLEMENTED, "compressed messages are not supported"));
    } else this.#whole(bytes.subarray(FRAME_HEADER));
  }

  cancelled(): void {
    this.#chunks = [];
  }
}

const tooLarge = (what: string, length: number, limit: number): GrpcError =>
  new GrpcError(RESOURCE_EXHAUSTED, `the ${what} has ${length} bytes, and the plugin protocol takes ${limit}`);

function refuse(stream: ServerStream, error: unknown): void {
  const status = error instanceof GrpcError ? error.status : INTERNAL;
  const message = error instanceof Error ? error.message : String(error);
  const trailers = { ...OPENING, "grpc-status": String(status), "grpc-message": encodeURIComponent(message) };
  stream.answer(encodeHeaders(trailers));
}
