/** The event of a Lambda proxy integration, as recorded on AWS. */
import {
  commonLogTime,
  forwardingHeaders,
  grouped,
  headerOf,
  isHopByHop,
  lastOf,
  orNull,
  type Pairs,
  withAdded,
} from "../../../endpoint/request-parts.ts";
import { isBinary } from "./binary.ts";
import { type RestCall, stageVariables } from "./call.ts";
import { mapIn } from "./context-variables.ts";

export function proxyEvent(call: RestCall): object {
  const { request, node, pathParameters, snapshot } = call;
  const isBase64Encoded =
    request.body.length > 0 && isBinary(snapshot.api.binaryMediaTypes, headerOf(request, "content-type"));
  const body = Buffer.from(request.body).toString(isBase64Encoded ? "base64" : "utf8");
  return {
    resource: node.path,
    path: eventPath(call),
    httpMethod: request.method,
    ...parameterMembers(call),
    pathParameters: orNull(pathParameters),
    stageVariables: orNull(stageVariables(call)),
    requestContext: requestContext(call),
    body: body === "" ? null : body,
    isBase64Encoded,
  };
}

/** Headers and query, once with the last value and once with all. */
export function parameterMembers({ request, query, trace }: RestCall): object {
  const headers = eventHeaders(request.headers, forwardingHeaders(request, trace));
  return {
    headers: orNull(lastOf(headers)),
    multiValueHeaders: orNull(grouped(headers)),
    queryStringParameters: orNull(lastOf(query)),
    multiValueQueryStringParameters: orNull(grouped(query)),
  };
}

/** One slash in front, as recorded; requestContext.path keeps them. */
export const eventPath = ({ path }: RestCall): string => `/${path.replace(/^\/+/, "")}`;

const SPELT = new Map(["Authorization", "Host", "User-Agent"].map((name) => [name.toLowerCase(), name]));

function eventHeaders(sent: Pairs, added: Pairs): Pairs {
  const kept = sent
    .filter(([name]) => !isHopByHop(name) && name.toLowerCase() !== "content-length")
    .map(([name, value]) => [SPELT.get(name.toLowerCase()) ?? name, value] as const);
  return withAdded(kept, added);
}

const IDENTITY = [
  "accessKey",
  "accountId",
  "caller",
  "cognitoAuthenticationProvider",
  "cognitoAuthenticationType",
  "cognitoIdentityId",
  "cognitoIdentityPoolId",
  "principalOrgId",
  "sourceIp",
  "user",
  "userAgent",
  "userArn",
];

export function requestContext({ context, node, now, ...call }: RestCall): object {
  const identity = mapIn(context, "identity");
  return {
    resourceId: node.id,
    resourcePath: node.path,
    httpMethod: context["httpMethod"],
    extendedRequestId: call.extendedRequestId,
    requestTime: commonLogTime(now),
    path: call.fullPath,
    accountId: context["accountId"],
    protocol: "HTTP/1.1",
    stage: context["stage"],
    domainPrefix: context["domainPrefix"],
    requestTimeEpoch: now,
    requestId: call.requestId,
    identity: { ...Object.fromEntries(IDENTITY.map((name) => [name, identity[name] ?? null])), ...identity },
    domainName: context["domainName"],
    deploymentId: context["deploymentId"],
    apiId: context["apiId"],
    ...(context["authorizer"] !== undefined && { authorizer: context["authorizer"] }),
  };
}
