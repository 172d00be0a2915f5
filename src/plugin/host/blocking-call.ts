/**
 * Calls that the caller waits for without giving up its turn: expressions are evaluated in one go, and a function of a
 * provider's program is asked in the middle of it. A thread of its own keeps the connection; memory that both share
 * says when the answer is there.
 */
import type * as Http2 from "node:http2";
import type * as Net from "node:net";
import type * as WorkerThreads from "node:worker_threads";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { FRAME_HEADER, frame, GrpcError, UNAVAILABLE } from "../protocol/grpc.ts";
import type { PluginAddress } from "./launch.ts";

const PATIENCE = 60_000;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Uint8Array;
}

export class BlockingCaller {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #answered = new Int32Array(new SharedArrayBuffer(4));

  constructor({ network, address }: PluginAddress) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(`(${answerCalls.toString()})(require)`, {
      eval: true,
      workerData: { network, address, port: port2, answered: this.#answered },
      transferList: [port2],
    });
    this.#worker.unref();
  }

  /** The answer's bytes; throws GrpcError for a status other than success. */
  call(path: string, request: Buffer): Buffer {
    Atomics.store(this.#answered, 0, 0);
    this.#port.postMessage({ path, body: frame(request) });
    const waited = Atomics.wait(this.#answered, 0, 0, PATIENCE);
    const received = receiveMessageOnPort(this.#port) as { readonly message: Answer } | undefined;
    if (!received) throw new GrpcError(UNAVAILABLE, waited === "timed-out" ? "the call timed out" : "no answer came");
    const { status, text, body } = received.message;
    if (status !== 0) throw new GrpcError(status, text);
    return Buffer.from(body).subarray(FRAME_HEADER);
  }

  close(): void {
    this.#port.close();
    void this.#worker.terminate();
  }
}

/** The thread. It is handed over as text, so it may use nothing of this file. */
function answerCalls(load: NodeJS.Require): void {
  const { connect } = load("node:http2") as typeof Http2;
  const { createConnection } = load("node:net") as typeof Net;
  const { workerData } = load("node:worker_threads") as typeof WorkerThreads;
  const { network, address, port, answered } = workerData as PluginAddress & {
    readonly port: MessagePort;
    readonly answered: Int32Array;
  };
  const separator = address.lastIndexOf(":");
  const session = connect("http://localhost", {
    createConnection: () =>
      network === "unix"
        ? createConnection(address)
        : createConnection({ host: address.slice(0, separator), port: Number(address.slice(separator + 1)) }),
  });
  let broken = "";
  session.on("error", (error) => {
    broken = error.message;
  });
  port.on("message", ({ path, body }: { readonly path: string; readonly body: Uint8Array }) => {
    const chunks: Buffer[] = [];
    let status = 14;
    let text = broken || "the connection was closed";
    const note = (headers: Http2.IncomingHttpHeaders): void => {
      if (headers["grpc-status"] === undefined) return;
      status = Number(headers["grpc-status"]);
      text = decodeURIComponent(String(headers["grpc-message"] ?? ""));
    };
    const finish = (): void => {
      port.postMessage({ status, text, body: Buffer.concat(chunks) });
      Atomics.store(answered, 0, 1);
      Atomics.notify(answered, 0);
    };
    if (session.destroyed) return finish();
    const stream = session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
    });
    stream.on("response", note).on("trailers", note);
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", (error) => {
      text = error.message;
    });
    stream.on("close", finish);
    stream.end(body);
  });
}
