/** Whether a client may open a connection: what the $connect route asks for. */
import type { Authorizer } from "@aws-sdk/client-apigatewayv2";
import type { OperationContext } from "../../../cloud/operation.ts";
import { evaluate } from "../../../cloud/policy/evaluate.ts";
import type { EndpointRequest } from "../../../cloud/service.ts";
import { callerMay, signedCaller } from "../../../endpoint/caller.ts";
import { functionArnIn, invokeFunction } from "../../../endpoint/invoke-function.ts";
import { asAnswer } from "../../../endpoint/proxy-answer.ts";
import { headerOf, lastOf, queryPairs } from "../../../endpoint/request-parts.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { Location } from "../http-api/locate.ts";
import { findPart } from "../store.ts";
import type { RouteTarget } from "./run-route.ts";

export type Permission =
  | { readonly status: 200; readonly authorizer: Readonly<Record<string, unknown>> | undefined }
  | { readonly status: 401 | 403 | 500 };

export async function authorizeConnect(
  { route }: RouteTarget,
  location: Location,
  request: EndpointRequest,
  event: object,
  context: OperationContext,
): Promise<Permission> {
  const { AuthorizationType = "NONE", AuthorizerId = "" } = route;
  const { place, api, stage } = location;
  const arn = `arn:${context.partition}:execute-api:${place.region}:${place.account}:${api.ApiId}/${stage.StageName}/$connect`;
  if (AuthorizationType === "NONE") return { status: 200, authorizer: undefined };
  if (AuthorizationType === "AWS_IAM") {
    const caller = signedCaller(request, place, "execute-api", context);
    const allowed = typeof caller !== "string" && callerMay(caller, "execute-api:Invoke", arn, context.store);
    return allowed ? { status: 200, authorizer: undefined } : { status: 403 };
  }
  const authorizer = findPart<Authorizer>(context.store, place, api.ApiId, "authorizer", AuthorizerId);
  if (!authorizer) return { status: 500 };
  const identity = (authorizer.IdentitySource ?? []).map((source) => identityValue(source, request, location));
  if (identity.some((value) => !value)) return { status: 401 };
  const functionArn = functionArnIn(authorizer.AuthorizerUri ?? "");
  const answer =
    functionArn &&
    (await invokeFunction(context, {
      functionArn,
      place,
      sourceArn: `${arn.slice(0, arn.indexOf("/"))}/authorizers/${authorizer.AuthorizerId}`,
      credentials: authorizer.AuthorizerCredentialsArn,
      payload: JSON.stringify({ type: "REQUEST", methodArn: arn, ...event }),
    }).catch((error: unknown) => {
      if (error instanceof ServiceException) return undefined;
      throw error;
    }));
  if (!answer) return { status: 500 };
  const told = (asAnswer(JSON.parse(Buffer.from(answer.payload).toString("utf8") || "null")) ?? {}) as Readonly<
    Record<string, unknown>
  >;
  if (answer.error !== undefined) return { status: told["errorMessage"] === "Unauthorized" ? 401 : 500 };
  return permissionOf(told, arn, place.account);
}

function permissionOf(told: Readonly<Record<string, unknown>>, arn: string, account: string): Permission {
  const { principalId, policyDocument, context } = told;
  if (typeof principalId !== "string" || !asAnswer(policyDocument)) return { status: 500 };
  const { outcome } = evaluate(
    { action: "execute-api:Invoke", resource: arn, caller: { arn: principalId, account }, context: new Map() },
    { identity: [{ id: "authorizer", type: "IAM Policy", document: JSON.stringify(policyDocument) }] },
  );
  if (outcome !== "allowed") return { status: 403 };
  return { status: 200, authorizer: { ...asAnswer(context), principalId } };
}

/** `route.request.header.Auth`, `route.request.querystring.q`, `stageVariables.x`. */
function identityValue(source: string, request: EndpointRequest, { query, stage }: Location): string | undefined {
  const [, place, name = ""] = /^(?:route\.request\.(header|querystring)|stageVariables)\.(.+)$/.exec(source) ?? [];
  if (place === "header") return headerOf(request, name.toLowerCase());
  return place === "querystring" ? lastOf(queryPairs(query))[name] : stage.StageVariables?.[name];
}
