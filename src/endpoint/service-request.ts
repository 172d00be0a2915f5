/**
 * Requests that integrations send to AWS services: an HTTP request in the service's own protocol, which is decoded,
 * called inside the cloud, and answered as the service would answer on the wire.
 */
import type { OperationContext, Principal } from "../cloud/operation.ts";
import type { WireRequest } from "../wire/message.ts";
import { serviceCodec } from "../wire/service-codec.ts";
import { ServiceException } from "../wire/service-exception.ts";
import { apiGatewayPrincipal } from "./invoke-function.ts";
import type { Pairs } from "./request-parts.ts";

export interface ServiceRequest {
  /** As integration URIs name services: states, logs, dynamodb. */
  readonly service: string;
  readonly account: string;
  readonly region: string;
  /** Of `action/…`. */
  readonly action?: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: Pairs;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** ARN of the role that calls. */
  readonly role?: string | undefined;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Pairs;
  readonly body: Buffer;
}

/** Services whose name in URIs is not that of their SDK's client. */
const CLIENTS: Readonly<Record<string, string>> = {
  apigateway: "api-gateway",
  events: "eventbridge",
  logs: "cloudwatch-logs",
  monitoring: "cloudwatch",
  states: "sfn",
  streams: "dynamodb-streams",
};

/** Throws a ServiceException for a service that is not built; what a service refuses is an answer. */
export async function requestService(context: OperationContext, request: ServiceRequest): Promise<ServiceAnswer> {
  const { service, account, region, action } = request;
  const client = CLIENTS[service] ?? service;
  let codec: ReturnType<typeof serviceCodec>;
  try {
    codec = serviceCodec(client);
  } catch {
    throw new ServiceException("NotImplemented", `Terrarium does not implement ${service}.`, {}, 501);
  }
  const wire = wireRequest(request, codec.model.table.target);
  const name = codec.identify(wire) ?? action;
  const operation = name === undefined ? undefined : codec.operation(name);
  const respond = async (answer: ReturnType<typeof codec.encodeError>): Promise<ServiceAnswer> => ({
    status: answer.status,
    headers: Object.entries(answer.headers),
    body: await collected(answer.body),
  });
  try {
    if (!operation) throw new ServiceException("UnknownOperationException", "", {}, 400);
    const input = operation.decode(wire);
    const principal = request.role === undefined ? apiGatewayPrincipal : rolePrincipal(request.role);
    const output = await context.call(client, operation.name, input, { account, region, principal });
    return await respond(operation.encode(output, context.requestId));
  } catch (error) {
    if (error instanceof ServiceException) return respond(codec.encodeError(error, context.requestId));
    throw error;
  }
}

function wireRequest({ method, path, query, headers, body, action }: ServiceRequest, target: string): WireRequest {
  const parameters = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]));
  if (action !== undefined && target === "" && !parameters.has("Action")) parameters.set("Action", action);
  return {
    method,
    path,
    query: parameters.toString(),
    headers: {
      ...headers,
      ...(action !== undefined && target !== "" && { "x-amz-target": `${target}.${action}` }),
    },
    body,
  };
}

function rolePrincipal(arn: string): Principal {
  const [, partition, , , account, path = ""] = arn.split(":");
  const name = path.split("/").at(-1) ?? "";
  const session = "BackplaneAssumeRoleSession";
  return {
    type: "assumed-role",
    arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`,
    userId: `${name}:${session}`,
  };
}

async function collected(body: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<Buffer> {
  if (typeof body === "string") return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
