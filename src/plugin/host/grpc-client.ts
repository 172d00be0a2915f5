/** Unary gRPC calls over one HTTP/2 connection to a provider's program. */
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from "node:http2";
import { createConnection } from "node:net";
import {
  FRAME_HEADER,
  frame,
  GrpcError,
  MAX_MESSAGE_BYTES,
  RESOURCE_EXHAUSTED,
  UNAVAILABLE,
} from "../protocol/grpc.ts";
import type { PluginAddress } from "./launch.ts";

export class GrpcClient {
  readonly #session: ClientHttp2Session;
  readonly #limit: number;

  private constructor(session: ClientHttp2Session, limit: number) {
    this.#session = session;
    this.#limit = limit;
  }

  static open(address: PluginAddress, limit = MAX_MESSAGE_BYTES): Promise<GrpcClient> {
    return new Promise((resolve, reject) => {
      const session = connect("http://localhost", {
        createConnection: () => openSocket(address),
        settings: { initialWindowSize: 16 * 1024 * 1024 },
      });
      session.once("error", reject);
      session.once("connect", () => {
        // The whole connection has a window of its own, 64 KiB unless it is told otherwise.
        session.setLocalWindowSize(64 * 1024 * 1024);
        session.off("error", reject).on("error", () => session.destroy());
        resolve(new GrpcClient(session, limit));
      });
    });
  }

  /** Throws GrpcError for any status other than success. */
  call(service: string, method: string, request: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (this.#session.destroyed) return reject(new GrpcError(UNAVAILABLE, "the connection is closed"));
      const stream = this.#session.request({
        ":method": "POST",
        ":path": `/${service}/${method}`,
        "content-type": "application/grpc",
        te: "trailers",
      });
      const chunks: Buffer[] = [];
      let length = 0;
      let failure: GrpcError | undefined;
      let finished = false;
      const note = (headers: IncomingHttpHeaders): void => {
        const status = headers["grpc-status"];
        if (status === undefined) return;
        finished = true;
        if (status !== "0")
          failure = new GrpcError(Number(status), decodeURIComponent(String(headers["grpc-message"] ?? "")));
      };
      stream.on("response", note).on("trailers", note);
      stream.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length > this.#limit + FRAME_HEADER) {
          failure = new GrpcError(RESOURCE_EXHAUSTED, `received message is larger than ${this.#limit} bytes`);
          stream.destroy();
        } else chunks.push(chunk);
      });
      stream.on("error", (error) => {
        failure ??= new GrpcError(UNAVAILABLE, error.message);
      });
      stream.on("close", () => {
        if (failure) reject(failure);
        else if (!finished) reject(new GrpcError(UNAVAILABLE, "the connection was closed"));
        else resolve(Buffer.concat(chunks).subarray(FRAME_HEADER));
      });
      stream.end(frame(request));
    });
  }

  close(): void {
    this.#session.destroy();
  }
}

function openSocket({ network, address }: PluginAddress) {
  if (network === "unix") return createConnection(address);
  const at = address.lastIndexOf(":");
  return createConnection({ host: address.slice(0, at), port: Number(address.slice(at + 1)) });
}
