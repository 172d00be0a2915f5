/** HTTP_PROXY integrations: the request goes on to another server, its answer comes back. */
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { isHopByHop } from "../../../endpoint/request-parts.ts";
import type { ApiCall } from "./call.ts";
import { internalServerError, message } from "./response.ts";

export function proxyToHttp(call: ApiCall, signal: AbortSignal): Promise<EndpointResponse> {
  const { integration, request, pathParameters, query } = call;
  const uri = (integration.IntegrationUri ?? "").replace(
    /\{(\w+)\+?\}/g,
    (whole, name: string) => pathParameters[name] ?? whole,
  );
  let target: URL;
  try {
    target = new URL(query === "" ? uri : `${uri}${uri.includes("?") ? "&" : "?"}${query}`);
  } catch {
    return Promise.resolve(internalServerError());
  }
  const method =
    integration.IntegrationMethod === "ANY" || !integration.IntegrationMethod
      ? request.method
      : integration.IntegrationMethod;
  const headers: Record<string, string[]> = {};
  for (const [name, value] of request.headers) {
    if (!isHopByHop(name) && name.toLowerCase() !== "host") (headers[name] ??= []).push(value);
  }
  headers["Forwarded"] = [`by=127.0.0.1;for=${request.sourceIp};host=${request.host};proto=http`];
  return new Promise((resolve) => {
    const send = target.protocol === "https:" ? httpsRequest : httpRequest;
    const outgoing = send(
      target,
      { method, headers, signal, timeout: integration.TimeoutInMillis ?? 30_000 },
      (incoming) => {
        const answer: [string, string][] = [];
        for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) {
          const name = incoming.rawHeaders[i] as string;
          if (!isHopByHop(name)) answer.push([name, incoming.rawHeaders[i + 1] as string]);
        }
        resolve({ status: incoming.statusCode ?? 502, headers: answer, body: incoming });
      },
    );
    outgoing.on("timeout", () => {
      resolve(message(504, "Endpoint request timed out"));
      outgoing.destroy();
    });
    outgoing.on("error", () => resolve(message(503, "Service Unavailable")));
    outgoing.end(request.body);
  });
}
