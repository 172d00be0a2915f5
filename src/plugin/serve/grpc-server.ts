/**
 * Unary gRPC over HTTP/2 on a unix socket. Terraform opens a connection for every provider configuration, so what was
 * configured belongs to the connection: handlers get one session object for each.
 */
import { chmodSync, rmSync } from "node:fs";
import { createServer, type Http2Session, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";

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

export interface GrpcServer {
  close(): Promise<void>;
}

/** Throws GrpcError for a status of its own; anything else is an internal error. */
export type GrpcHandler<Session> = (method: string, request: Buffer, session: Session) => Promise<Buffer>;

export async function serveGrpc<Session>(
  path: string,
  service: string,
  openSession: (signal: AbortSignal) => Session,
  handler: GrpcHandler<Session>,
): Promise<GrpcServer> {
  const connections = new Map<Http2Session, { readonly session: Session; readonly end: AbortController }>();
  const server = createServer({ settings: { initialWindowSize: 4 * 1024 * 1024, maxFrameSize: 1024 * 1024 } });
  server.on("session", (connection: ServerHttp2Session) => {
    const end = new AbortController();
    connections.set(connection, { session: openSession(end.signal), end });
    connection.on("error", () => connection.destroy());
    connection.on("close", () => {
      connections.delete(connection);
      end.abort(new Error("The connection is closed"));
    });
  });
  server.on("stream", (stream: ServerHttp2Stream, headers) => {
    stream.on("error", () => stream.close());
    const [, name, method] = (headers[":path"] ?? "").split("/");
    const connection = connections.get(stream.session as Http2Session);
    if (name !== service || !method || !connection) {
      stream.resume();
      finish(stream, new GrpcError(UNIMPLEMENTED, `unknown service or method ${headers[":path"] ?? ""}`));
      return;
    }
    readMessage(stream)
      .then((request) => handler(method, request, connection.session))
      .then((response) => finish(stream, undefined, response))
      .catch((error: unknown) => finish(stream, error));
  });
  rmSync(path, { force: true });
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(path, () => resolve());
    });
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        for (const connection of connections.keys()) connection.destroy();
        server.close(() => {
          rmSync(path, { force: true });
          resolve();
        });
      }),
  };
}

function readMessage(stream: ServerHttp2Stream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    stream.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_MESSAGE_BYTES) {
        reject(new GrpcError(RESOURCE_EXHAUSTED, `message is larger than ${MAX_MESSAGE_BYTES} bytes`));
        stream.removeAllListeners("data").resume();
        return;
      }
      chunks.push(chunk);
    });
    stream.on("aborted", () => reject(new Error("The call was cancelled")));
    stream.on("end", () => {
      const bytes = Buffer.concat(chunks);
      if (bytes.length < FRAME_HEADER || bytes.readUInt32BE(1) !== bytes.length - FRAME_HEADER) {
        reject(new GrpcError(INVALID_ARGUMENT, "request is not one message"));
      } else if (bytes[0] !== 0) reject(new GrpcError(UNIMPLEMENTED, "compressed messages are not supported"));
      else resolve(bytes.subarray(FRAME_HEADER));
    });
  });
}

function finish(stream: ServerHttp2Stream, error: unknown, response?: Buffer): void {
  if (stream.destroyed || stream.headersSent) return;
  const headers = { ":status": 200, "content-type": "application/grpc" };
  if (error !== undefined) {
    const status = error instanceof GrpcError ? error.status : INTERNAL;
    const message = error instanceof Error ? error.message : String(error);
    stream.respond(
      { ...headers, "grpc-status": String(status), "grpc-message": encodeURIComponent(message) },
      { endStream: true },
    );
    return;
  }
  stream.respond(headers, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  stream.end(frame(response as Buffer));
}
