/** A connection from its opening to its end: $connect, messages to their routes, $disconnect. */
import { createHash } from "node:crypto";
import type { Duplex } from "node:stream";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointRequest, EndpointResponse } from "../../../cloud/service.ts";
import { headerOf } from "../../../endpoint/request-parts.ts";
import type { Location } from "../http-api/locate.ts";
import { internalServerError, message } from "../http-api/response.ts";
import { authorizeConnect, type Permission } from "./authorize-connect.ts";
import { Channel } from "./channel.ts";
import { type Connection, connectionsOf } from "./connection.ts";
import { disconnectHeaders, eventContext, newId, type Origin, requestMembers, userAgentOf } from "./event.ts";
import { findRoute, isTwoWay, runRoute, selectedKey } from "./run-route.ts";

/** API Gateway's quotas: without a message, and at all. */
const IDLE = 10 * 60 * 1000;
const LONGEST = 2 * 60 * 60 * 1000;

const REFUSALS: Readonly<Record<number, string>> = { 401: "Unauthorized", 403: "Forbidden" };

/** Takes the socket over, or gives the answer that refuses it. */
export async function connect(
  request: EndpointRequest,
  location: Location,
  context: OperationContext,
  socket: Duplex,
): Promise<EndpointResponse | undefined> {
  const key = headerOf(request, "sec-websocket-key");
  if (key === undefined || headerOf(request, "sec-websocket-version") !== "13") return message(400, "Bad Request");
  const now = context.clock.now();
  const origin = {
    id: newId(),
    location,
    connectedAt: now,
    sourceIp: request.sourceIp,
    userAgent: userAgentOf(request),
    domainName: request.host,
  };
  const opened = await open(request, { ...origin, authorizer: undefined }, context);
  if (opened.status !== 200)
    return opened.status === 500
      ? internalServerError()
      : message(opened.status, REFUSALS[opened.status] ?? "Forbidden");
  socket.write(handshake(key, opened.protocol));
  listen({ ...origin, authorizer: opened.authorizer }, context, socket);
  return undefined;
}

type Opened = Permission & { readonly protocol?: string | undefined };

/** Asks the $connect route, where there is one. */
async function open(
  request: EndpointRequest,
  origin: Origin,
  context: OperationContext,
): Promise<Opened | { readonly status: number; readonly authorizer?: undefined; readonly protocol?: undefined }> {
  const { location } = origin;
  const target = findRoute(location, "$connect", context);
  if (!target) return { status: 200 };
  const now = context.clock.now();
  const members = requestMembers(request, location, now);
  const asked = { ...members, requestContext: eventContext(origin, "$connect", "CONNECT", now) };
  const permission = await authorizeConnect(target, location, request, asked, context);
  if (permission.status !== 200) return permission;
  if (!target.integration) return permission;
  const requestContext = eventContext({ ...origin, authorizer: permission.authorizer }, "$connect", "CONNECT", now);
  const event = { ...members, requestContext, isBase64Encoded: false };
  const result = await runRoute({ location, target, event, requestContext, body: "" }, context);
  if (!result) return { status: 500 };
  if (result.status < 200 || result.status > 299) return { status: result.status };
  const protocol = Object.entries(result.headers).find(([name]) => name.toLowerCase() === "sec-websocket-protocol");
  return { ...permission, protocol: protocol && String(protocol[1]) };
}

const MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

function handshake(key: string, protocol: string | undefined): string {
  const accept = createHash("sha1").update(`${key}${MAGIC}`).digest("base64");
  const chosen = protocol === undefined || /[\r\n]/.test(protocol) ? "" : `Sec-WebSocket-Protocol: ${protocol}\r\n`;
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${chosen}\r\n`;
}

function listen(origin: Origin, context: OperationContext, socket: Duplex): void {
  const { clock, cloud } = context;
  const connections = connectionsOf(cloud);
  let cancelIdle: () => void = () => undefined;
  const channel = new Channel(socket, {
    message(payload, isText) {
      touch();
      void deliver(connection, payload, isText, context);
    },
    closed(code, reason) {
      cancelIdle();
      cancelLongest();
      connections.delete(connection.id);
      void disconnect(connection, code, reason, context);
    },
  });
  const cancelLongest = clock.at(clock.now() + LONGEST, () => channel.close(1001, "Going away"));
  const connection: Connection = { ...origin, lastActiveAt: origin.connectedAt, channel };
  function touch(): void {
    cancelIdle();
    connection.lastActiveAt = clock.now();
    cancelIdle = clock.at(clock.now() + IDLE, () => channel.close(1001, "Going away"));
  }
  connections.set(connection.id, connection);
  touch();
}

async function deliver(
  connection: Connection,
  payload: Buffer,
  isText: boolean,
  context: OperationContext,
): Promise<void> {
  const { location, id, channel } = connection;
  const text = payload.toString("utf8");
  const key = isText ? selectedKey(location.api.RouteSelectionExpression, text) : undefined;
  const selected = key === undefined || key.startsWith("$") ? undefined : findRoute(location, key, context);
  const target = selected ?? findRoute(location, "$default", context);
  const now = context.clock.now();
  const requestContext = eventContext(connection, target?.route.RouteKey ?? "$default", "MESSAGE", now);
  const tell = (what: string): void =>
    channel.send(
      Buffer.from(JSON.stringify({ message: what, connectionId: id, requestId: requestContext.requestId })),
      true,
    );
  if (!target) return tell("Forbidden");
  const { StageVariables } = location.stage;
  const event = {
    requestContext,
    ...(StageVariables && Object.keys(StageVariables).length > 0 && { stageVariables: StageVariables }),
    body: isText ? text : payload.toString("base64"),
    isBase64Encoded: !isText,
  };
  const run = { location, target, event, requestContext, body: text };
  const result = await runRoute(run, context);
  if (!result) return tell("Internal server error");
  if (isTwoWay(run, context) && result.body !== "") channel.send(Buffer.from(result.body), true);
}

async function disconnect(
  connection: Connection,
  code: number,
  reason: string,
  context: OperationContext,
): Promise<void> {
  const { location, domainName } = connection;
  const target = findRoute(location, "$disconnect", context);
  if (!target) return;
  const requestContext = {
    ...eventContext(connection, "$disconnect", "DISCONNECT", context.clock.now()),
    disconnectStatusCode: code,
    disconnectReason: reason,
  };
  const event = { ...disconnectHeaders(domainName), requestContext, isBase64Encoded: false };
  await runRoute({ location, target, event, requestContext, body: "" }, context);
}
