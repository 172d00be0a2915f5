/** Lambda authorizers of HTTP APIs: payload formats 1.0 and 2.0, policies or simple answers, kept for a time. */
import type { Authorizer } from "@aws-sdk/client-apigatewayv2";
import type { Cloud } from "../../../cloud/cloud.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { evaluate } from "../../../cloud/policy/evaluate.ts";
import { functionArnIn, invokeFunction } from "../../../endpoint/invoke-function.ts";
import { payload2 } from "../../../endpoint/payload-2.ts";
import { perCloud } from "../../../endpoint/per-cloud.ts";
import { asAnswer } from "../../../endpoint/proxy-answer.ts";
import { lastOf, queryPairs } from "../../../endpoint/request-parts.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { ApiCall } from "./call.ts";
import { version1Context, version1Headers } from "./event.ts";
import { requestValue } from "./request-value.ts";

type Told = Readonly<Record<string, unknown>>;

/** `failed`: the function did not answer as an authorizer does. */
export type Verdict =
  | { readonly outcome: "unauthorized" | "denied" | "failed" }
  | { readonly outcome: "allowed"; readonly context: Told; readonly principalId: string | undefined };

const caches = perCloud(() => new Map<string, { readonly told: Told; readonly until: number }>());
const MOST_KEPT = 1000;

/** Forgets what authorizers said of requests to a stage. */
export function forgetAnswers(cloud: Cloud, api: string, stage: string): void {
  const cache = caches(cloud);
  const prefix = JSON.stringify([api, stage]).slice(0, -1);
  for (const key of cache.keys()) if (key.startsWith(prefix)) cache.delete(key);
}

export async function askAuthorizer(
  call: ApiCall,
  authorizer: Authorizer,
  operation: OperationContext,
): Promise<Verdict> {
  const values = (authorizer.IdentitySource ?? []).map((source) => requestValue(call, source));
  if (values.some((value) => value === undefined || value === "")) return { outcome: "unauthorized" };
  const seconds = authorizer.AuthorizerResultTtlInSeconds ?? 300;
  const keeps = seconds > 0 && values.length > 0;
  const cache = caches(operation.cloud);
  const key = JSON.stringify([call.api.ApiId, call.stage.StageName, authorizer.AuthorizerId, ...values]);
  const kept = keeps ? cache.get(key) : undefined;
  const fresh = kept && kept.until > operation.clock.now();
  const told = fresh ? kept.told : await ask(call, authorizer, values as string[], operation);
  if (!told) return { outcome: "failed" };
  if (keeps && !fresh) {
    if (cache.size >= MOST_KEPT) cache.clear();
    cache.set(key, { told, until: operation.clock.now() + seconds * 1000 });
  }
  return verdictOf(call, authorizer, told, operation.partition);
}

async function ask(
  call: ApiCall,
  authorizer: Authorizer,
  identity: readonly string[],
  operation: OperationContext,
): Promise<Told | undefined> {
  const { place, api } = call;
  const functionArn = functionArnIn(authorizer.AuthorizerUri ?? "");
  if (functionArn === undefined) return undefined;
  const version1 = authorizer.AuthorizerPayloadFormatVersion === "1.0";
  const event = version1
    ? version1Event(call, identity, operation.partition)
    : version2Event(call, identity, operation.partition);
  try {
    const answer = await invokeFunction(operation, {
      functionArn,
      place,
      sourceArn: `arn:${operation.partition}:execute-api:${place.region}:${place.account}:${api.ApiId}/authorizers/${authorizer.AuthorizerId}`,
      credentials: authorizer.AuthorizerCredentialsArn,
      payload: JSON.stringify(event),
    });
    if (!answer || answer.error !== undefined) return undefined;
    return asAnswer(JSON.parse(Buffer.from(answer.payload).toString("utf8"))) as Told | undefined;
  } catch (error) {
    if (error instanceof ServiceException || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function verdictOf(call: ApiCall, { EnableSimpleResponses }: Authorizer, told: Told, partition: string): Verdict {
  const { isAuthorized, context, principalId, policyDocument } = told;
  const principal = typeof principalId === "string" ? principalId : undefined;
  const allowed = { outcome: "allowed", context: (asAnswer(context) ?? {}) as Told, principalId: principal } as const;
  if (EnableSimpleResponses) {
    if (typeof isAuthorized !== "boolean") return { outcome: "failed" };
    return isAuthorized ? allowed : { outcome: "denied" };
  }
  if (!asAnswer(policyDocument)) return { outcome: "failed" };
  const { outcome } = evaluate(
    {
      action: "execute-api:Invoke",
      resource: routeArn(call, partition),
      caller: { arn: principal ?? "", account: call.place.account },
      context: new Map([["aws:sourceip", [call.request.sourceIp]]]),
    },
    { identity: [{ id: "authorizer", type: "IAM Policy", document: JSON.stringify(policyDocument) }] },
  );
  return outcome === "allowed" ? allowed : { outcome: "denied" };
}

/** The route as policies name it: arn:…:api/stage/GET/pets, or …/$default. */
export function routeArn({ place, api, stage, request, route, path }: ApiCall, partition: string): string {
  const own = route.RouteKey === "$default" ? "$default" : `${request.method}${path}`;
  return `arn:${partition}:execute-api:${place.region}:${place.account}:${api.ApiId}/${stage.StageName}/${own}`;
}

function version2Event(call: ApiCall, identitySource: readonly string[], partition: string): object {
  const {
    body: _body,
    isBase64Encoded: _encoded,
    version,
    ...event
  } = payload2({
    request: call.request,
    path: call.rawPath,
    query: call.query,
    routeKey: call.route.RouteKey as string,
    stage: call.stage.StageName as string,
    accountId: call.place.account,
    apiId: call.api.ApiId,
    requestId: call.requestId,
    now: call.now,
    added: [["content-length", String(call.request.body.length)]],
    pathParameters: call.pathParameters,
    stageVariables: call.stage.StageVariables,
  }) as Told;
  return { version, type: "REQUEST", routeArn: routeArn(call, partition), identitySource, ...event };
}

function version1Event(call: ApiCall, identity: readonly string[], partition: string): object {
  const resource = (call.route.RouteKey as string).replace(/^\S+ /, "");
  return {
    version: "1.0",
    type: "REQUEST",
    methodArn: routeArn(call, partition),
    identitySource: identity.join(","),
    authorizationToken: identity.join(","),
    resource,
    path: call.rawPath,
    httpMethod: call.request.method,
    headers: lastOf(version1Headers(call)),
    queryStringParameters: lastOf(queryPairs(call.query)),
    pathParameters: call.pathParameters,
    stageVariables: call.stage.StageVariables ?? {},
    requestContext: version1Context(call, resource),
  };
}
