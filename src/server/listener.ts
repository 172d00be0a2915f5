/** The HTTP side of the port: reads whole requests, writes answers, notices clients that go away, stops in good order. */

import { once } from "node:events";
import { createServer, type IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { WireRequest } from "../wire/message.ts";
import type { CallContext } from "./call-context.ts";
import type { RunningCloud } from "./cloud.ts";
import { json } from "./control-endpoints.ts";
import { FastConnection } from "./fast-connection.ts";
import { Gateway } from "./gateway.ts";
import { HandedOver } from "./handed-over.ts";
import type { Answer, RawRequest } from "./user-endpoints.ts";

const MOST_BODY = 1024 * 1024 * 1024;
const MOST_HEADERS = 64 * 1024;
const GRACE = 5_000;
const NO_BODY = Buffer.alloc(0);

export interface Listener {
  /** Base URL, such as http://127.0.0.1:4566. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Rejects when the port is taken, with Node's own error. */
export async function listen(cloud: RunningCloud, options: { host: string; port: number }): Promise<Listener> {
  const gateway = new Gateway(cloud, options.host);
  const contexts = new Set<CallContext>();
  const connections = new Set<FastConnection>();
  // Never listens itself: it is given the connections whose requests are not plain.
  const http = createServer(
    // Lambda answers late and uploads take their time: there is no time limit on either.
    { maxHeaderSize: MOST_HEADERS, requestTimeout: 0, keepAliveTimeout: 75_000, noDelay: true },
    (request, response) => receive(gateway, contexts, request, response),
  );
  const webSocket = createServer({ maxHeaderSize: MOST_HEADERS }, (request, response) =>
    receive(gateway, contexts, request, response),
  );
  const handedOver = new HandedOver();
  for (const server of [http, webSocket]) handedOver.watch(server);
  const upgraded = new Set<Duplex>();
  webSocket.on("upgrade", (request, socket, head) => {
    upgraded.add(socket);
    socket.on("close", () => upgraded.delete(socket));
    // Without a listener a reset connection would end the process.
    socket.on("error", () => socket.destroy());
    if (head.length > 0) socket.unshift(head);
    void upgrade(gateway, request, socket);
  });
  const left = (connection: FastConnection): void => void connections.delete(connection);
  const server = createSocketServer((socket) => {
    connections.add(new FastConnection(socket, { http, webSocket }, gateway, left));
  });
  server.listen(options.port, options.host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  const reachable = host === "0.0.0.0" || host === "[::]" ? "127.0.0.1" : host;

  /** Lets running requests end, then cuts what is left. */
  async function stop(): Promise<void> {
    const closed = once(server, "close");
    server.close();
    for (const connection of connections) connection.close();
    for (const context of contexts) context.abort();
    for (const socket of upgraded) socket.destroy();
    handedOver.close();
    const cut = setTimeout(() => {
      handedOver.destroy();
      for (const connection of connections) connection.destroy();
    }, GRACE);
    await closed;
    clearTimeout(cut);
  }
  return { endpoint: `http://${reachable}:${port}`, stop };
}

function receive(
  gateway: Gateway,
  contexts: Set<CallContext>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (request.method === "GET" || request.headers["content-length"] === "0") {
    handle(gateway, contexts, request, response, NO_BODY);
    request.resume();
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MOST_BODY) chunks.push(chunk);
    else chunks.length = 0;
  });
  request.on("end", () => {
    if (size > MOST_BODY) write(response, json(413, { message: "Request body is too large" }));
    else
      handle(gateway, contexts, request, response, chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
  });
  // The client went away in the middle of its request.
  request.on("error", () => response.destroy());
}

function readRequest(request: IncomingMessage, body: Buffer): { wire: WireRequest; raw: RawRequest } {
  // A client that takes this server for its proxy sends the whole address.
  const url = (request.url as string).replace(/^http:\/\/[^/?]*\/?/i, "/");
  const mark = url.indexOf("?");
  const wire = {
    method: request.method as string,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? "" : url.slice(mark + 1),
    // Only set-cookie would be a list, and no AWS request has one.
    headers: request.headers as Record<string, string>,
    body,
  };
  const raw = { url, rawHeaders: request.rawHeaders, sourceIp: request.socket.remoteAddress ?? "127.0.0.1" };
  return { wire, raw };
}

async function upgrade(gateway: Gateway, request: IncomingMessage, socket: Duplex): Promise<void> {
  const { wire, raw } = readRequest(request, NO_BODY);
  const refusal = await gateway.connect(wire, raw, socket);
  if (refusal === undefined) return;
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket as Socket);
  response.on("finish", () => socket.end());
  write(response, refusal);
}

function handle(
  gateway: Gateway,
  contexts: Set<CallContext>,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): void {
  const { wire, raw } = readRequest(request, body);
  let context: CallContext | undefined;
  const answer = gateway.answer(wire, raw, (made) => {
    context = made;
  });
  if (!(answer instanceof Promise)) {
    write(response, answer);
    return;
  }
  const running = context;
  if (running !== undefined) contexts.add(running);
  response.once("close", () => {
    if (running === undefined) return;
    contexts.delete(running);
    if (!response.writableFinished) running.abort();
  });
  void answer.then((settled) => write(response, settled));
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return;
  try {
    if (typeof body === "string" || body instanceof Uint8Array) {
      const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
      writeHead(response, status, headers, length);
      response.end(body);
    } else {
      writeHead(response, status, headers, undefined);
      void pump(body, response);
    }
  } catch {
    // A header that HTTP cannot carry.
    response.destroy();
  }
}

function writeHead(
  response: ServerResponse,
  status: number,
  headers: Answer["headers"],
  length: number | undefined,
): void {
  // An answer to HEAD names the length of what GET would bring; a 204 or 304 has no body to measure.
  const measured = length !== undefined && response.req.method !== "HEAD" && status !== 204 && status !== 304;
  if (Array.isArray(headers)) {
    const flat = (headers as readonly (readonly [string, string])[]).flat();
    const known = flat.some((name, index) => index % 2 === 0 && /^(content-length|transfer-encoding)$/i.test(name));
    if (measured && !known) flat.push("Content-Length", String(length));
    response.writeHead(status, flat);
    return;
  }
  const object = headers as Record<string, string>;
  if (measured) object["Content-Length"] = String(length);
  response.writeHead(status, object);
}

async function pump(body: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  try {
    response.flushHeaders();
    for await (const chunk of body) {
      if (response.destroyed) return;
      if (!response.write(chunk)) await Promise.race([once(response, "drain"), once(response, "close")]);
    }
    response.end();
  } catch {
    // What has been sent cannot be taken back; a cut connection is how the client learns of it.
    response.destroy();
  }
}
