/** The @connections API: what functions and others send to open connections, ask of them, and end. */
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointRequest, EndpointResponse } from "../../../cloud/service.ts";
import { callerMay, signatureRefusal, signedCaller } from "../../../endpoint/caller.ts";
import { splitUrl } from "../../../endpoint/request-parts.ts";
import { connectionsOf } from "./connection.ts";

const PATH = /\/@connections\/([^/]+)$/;
const MOST_BODY = 128 * 1024;

export const isManagement = ({ url }: Pick<EndpointRequest, "url">): boolean => PATH.test(splitUrl(url)[0]);

export function manage(request: EndpointRequest, context: OperationContext): EndpointResponse {
  const id = decodeURIComponent(PATH.exec(splitUrl(request.url)[0])?.[1] ?? "");
  const connection = connectionsOf(context.cloud).get(id);
  const place = connection?.location.place ?? context;
  const caller = signedCaller(request, place, "execute-api", context);
  if (typeof caller === "string") return refusal(403, ...signatureRefusal(caller, "execute-api"));
  if (!connection) return refusal(410, "GoneException", undefined);
  const { api, stage } = connection.location;
  const arn = `arn:${context.partition}:execute-api:${place.region}:${place.account}:${api.ApiId}/${stage.StageName}/${request.method}/@connections/${id}`;
  if (!callerMay(caller, "execute-api:ManageConnections", arn, context.store))
    return refusal(
      403,
      "ForbiddenException",
      `User: ${caller.userArn} is not authorized to perform: execute-api:ManageConnections on resource: ${arn}`,
    );
  switch (request.method) {
    case "POST":
      if (request.body.length > MOST_BODY) return refusal(413, "PayloadTooLargeException", "Message too long");
      connection.channel.send(request.body, isText(request.body));
      connection.lastActiveAt = context.clock.now();
      return answer(200, "");
    case "GET": {
      const { connectedAt, lastActiveAt, sourceIp, userAgent } = connection;
      const told = {
        connectedAt: new Date(connectedAt).toISOString(),
        identity: { sourceIp, userAgent },
        lastActiveAt: new Date(lastActiveAt).toISOString(),
      };
      return answer(200, JSON.stringify(told));
    }
    case "DELETE":
      connection.channel.close(1000, "Connection Closed Normally");
      return { status: 204, headers: [], body: new Uint8Array() };
    default:
      return refusal(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function isText(bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const answer = (status: number, body: string): EndpointResponse => ({
  status,
  headers: [["Content-Type", "application/json"]],
  body: Buffer.from(body),
});

const refusal = (status: number, type: string, message: string | undefined): EndpointResponse => ({
  status,
  headers: [
    ["Content-Type", "application/json"],
    ["x-amzn-ErrorType", type],
  ],
  body: Buffer.from(JSON.stringify({ message })),
});
