/** What a function gets of a request to an HTTP API: payload formats 2.0 and 1.0, as AWS documents them. */
import { payload2 } from "../../../endpoint/payload-2.ts";
import {
  bodyOf,
  commonLogTime,
  forwardingHeaders,
  grouped,
  headerOf,
  isHopByHop,
  lastOf,
  newTrace,
  orNull,
  type Pairs,
  queryPairs,
  withAdded,
} from "../../../endpoint/request-parts.ts";
import type { ApiCall } from "./call.ts";

export function eventOf(call: ApiCall): object {
  return call.integration.PayloadFormatVersion === "2.0" ? version2(call) : version1(call);
}

function version2(call: ApiCall): object {
  const { api, stage, route, request, rawPath, query, pathParameters, requestId, now } = call;
  return payload2({
    request,
    path: rawPath,
    query,
    routeKey: route.RouteKey as string,
    stage: stage.StageName as string,
    accountId: call.place.account,
    apiId: api.ApiId,
    requestId,
    now,
    added: [["content-length", String(request.body.length)]],
    authorizer: call.authorizer,
    pathParameters,
    stageVariables: stage.StageVariables,
  });
}

function version1(call: ApiCall): object {
  const { request, rawPath, query, pathParameters, stage } = call;
  const headers = version1Headers(call);
  const parameters = queryPairs(query);
  const resourcePath = (call.route.RouteKey as string).replace(/^\S+ /, "");
  const { body, isBase64Encoded } = bodyOf(request);
  return {
    version: "1.0",
    resource: resourcePath,
    path: rawPath,
    httpMethod: request.method,
    headers: lastOf(headers),
    multiValueHeaders: grouped(headers),
    queryStringParameters: orNull(lastOf(parameters)),
    multiValueQueryStringParameters: orNull(grouped(parameters)),
    requestContext: version1Context(call, resourcePath),
    pathParameters: orNull(pathParameters),
    stageVariables: orNull(stage.StageVariables ?? {}),
    body: body ?? null,
    isBase64Encoded,
  };
}

export function version1Context(call: ApiCall, resourcePath: string): object {
  const { api, stage, route, request, rawPath } = call;
  return {
    accountId: call.place.account,
    apiId: api.ApiId,
    ...(call.authorizer1 ? { authorizer: call.authorizer1 } : {}),
    domainName: request.host,
    domainPrefix: api.ApiId,
    extendedRequestId: call.requestId,
    httpMethod: request.method,
    identity: {
      accessKey: call.caller?.accessKey ?? null,
      accountId: call.caller?.accountId ?? null,
      caller: call.caller?.userId ?? null,
      cognitoAmr: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.sourceIp,
      user: call.caller?.userId ?? null,
      userAgent: headerOf(request, "user-agent") ?? "",
      userArn: call.caller?.userArn ?? null,
    },
    path: rawPath,
    protocol: "HTTP/1.1",
    requestId: call.requestId,
    requestTime: commonLogTime(call.now),
    requestTimeEpoch: call.now,
    resourceId: route.RouteKey,
    resourcePath,
    stage: stage.StageName,
  };
}

/** Names as sent, but for those that API Gateway spells itself. */
const SPELT = ["Content-Length", "Host", "User-Agent"];

export function version1Headers({ request, now }: ApiCall): Pairs {
  const sent = request.headers
    .filter(([name]) => !isHopByHop(name))
    .map(([name, value]) => [SPELT.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name, value] as const);
  return withAdded(sent, [
    ["Content-Length", String(request.body.length)],
    ...forwardingHeaders(request, newTrace(now)),
  ]);
}
