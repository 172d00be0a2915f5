/** `$context` of a request to an HTTP API, which access logs and parameter mappings read. */
import { commonLogTime, headerOf } from "../../../endpoint/request-parts.ts";
import type { ApiCall } from "./call.ts";

export function contextOf(call: ApiCall): Record<string, unknown> {
  const { api, stage, route, request, place, requestId, now, authorizer = {} } = call;
  const { jwt, lambda } = authorizer as { readonly jwt?: object; readonly lambda?: object };
  return {
    accountId: place.account,
    apiId: api.ApiId,
    authorizer: { ...lambda, ...jwt },
    domainName: request.host,
    domainPrefix: request.host.split(".")[0],
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: {
      sourceIp: request.sourceIp,
      userAgent: headerOf(request, "user-agent"),
      accountId: call.caller?.accountId,
      caller: call.caller?.userId,
      user: call.caller?.userId,
      userArn: call.caller?.userArn,
    },
    path: call.rawPath,
    protocol: "HTTP/1.1",
    requestId,
    requestTime: commonLogTime(now),
    requestTimeEpoch: now,
    routeKey: route.RouteKey,
    stage: stage.StageName,
  };
}
