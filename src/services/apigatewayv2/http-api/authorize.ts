/** Whether a caller may use a route: IAM, JSON web tokens, Lambda authorizers. */
import type { Authorizer } from "@aws-sdk/client-apigatewayv2";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { callerMay, iamContext, signedCaller } from "../../../endpoint/caller.ts";
import { plainText } from "../../../wire/plain-text.ts";
import { findPart } from "../store.ts";
import type { ApiCall } from "./call.ts";
import { type Claims, InvalidToken, verifyToken } from "./jwt.ts";
import { askAuthorizer, routeArn } from "./lambda-authorizer.ts";
import { requestValue } from "./request-value.ts";
import { internalServerError, message } from "./response.ts";

const unauthorized = (): EndpointResponse => message(401, "Unauthorized");
const forbidden = (): EndpointResponse => message(403, "Forbidden");

/** The call with what is known of its caller, or the answer that refuses it. */
export async function authorize(call: ApiCall, context: OperationContext): Promise<ApiCall | EndpointResponse> {
  const { AuthorizationType = "NONE", AuthorizerId = "" } = call.route;
  if (AuthorizationType === "NONE") return call;
  if (AuthorizationType === "AWS_IAM") return bySignature(call, context);
  const authorizer = findPart<Authorizer>(context.store, call.place, call.api.ApiId, "authorizer", AuthorizerId);
  if (!authorizer) return internalServerError();
  return AuthorizationType === "JWT" ? byToken(call, authorizer, context) : byFunction(call, authorizer, context);
}

export const isRefusal = (result: ApiCall | EndpointResponse): result is EndpointResponse => "status" in result;

function bySignature(call: ApiCall, context: OperationContext): ApiCall | EndpointResponse {
  const caller = signedCaller(call.request, call.place, "execute-api", context);
  if (typeof caller === "string") return forbidden();
  if (!callerMay(caller, "execute-api:Invoke", routeArn(call, context.partition), context.store)) return forbidden();
  return { ...call, caller, authorizer: { iam: iamContext(caller) } };
}

async function byToken(
  call: ApiCall,
  authorizer: Authorizer,
  { cloud }: OperationContext,
): Promise<ApiCall | EndpointResponse> {
  const [source = "$request.header.Authorization"] = authorizer.IdentitySource ?? [];
  const token = requestValue(call, source)?.replace(/^bearer\s+/i, "");
  if (!token) return challenged(unauthorized(), "Bearer");
  const { Issuer = "", Audience = [] } = authorizer.JwtConfiguration ?? {};
  const scopes = call.route.AuthorizationScopes ?? [];
  const scope = scopes.join(" ");
  try {
    const claims = await verifyToken(cloud, token, Issuer, Audience);
    if (scopes.length > 0 && !scopesOf(claims).some((one) => scopes.includes(one)))
      return challenged(forbidden(), `Bearer scope="${scope}" error="insufficient_scope"`);
    const told = { claims: asTexts(claims), scopes: scopes.length > 0 ? scopes : null };
    return { ...call, authorizer: { jwt: told }, authorizer1: told };
  } catch (error) {
    if (!(error instanceof InvalidToken)) throw error;
    return challenged(
      unauthorized(),
      `Bearer scope="${scope}" error="invalid_token" error_description="${error.message}"`,
    );
  }
}

const challenged = (response: EndpointResponse, challenge: string): EndpointResponse => ({
  ...response,
  headers: [...response.headers, ["WWW-Authenticate", challenge]],
});

const scopesOf = ({ scope, scp }: Claims): string[] => {
  const given = scope ?? scp ?? "";
  return Array.isArray(given) ? given.map(plainText) : plainText(given).split(" ");
};

/** Claims are told as texts; lists in brackets. */
const asTexts = (claims: Claims): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(" ")}]` : plainText(value),
    ]),
  );

async function byFunction(
  call: ApiCall,
  authorizer: Authorizer,
  context: OperationContext,
): Promise<ApiCall | EndpointResponse> {
  const verdict = await askAuthorizer(call, authorizer, context);
  switch (verdict.outcome) {
    case "unauthorized":
      return unauthorized();
    case "denied":
      return forbidden();
    case "failed":
      return internalServerError();
    default: {
      const { context: told, principalId } = verdict;
      return {
        ...call,
        authorizer: { lambda: told },
        authorizer1: { ...told, ...(principalId !== undefined && { principalId }) },
      };
    }
  }
}
