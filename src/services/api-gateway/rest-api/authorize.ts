/**
 * Whether a caller may invoke a method: the API's resource policy, and IAM or an authorizer as the method says.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
import { evaluate, type PolicySource } from "../../../cloud/policy/evaluate.ts";
import { callerMay, type SignedCaller, signatureRefusal, signedCaller, signerOf } from "../../../endpoint/caller.ts";
import { headerOf } from "../../../endpoint/request-parts.ts";
import { methodArn, type RestCall } from "./call.ts";
import { mapIn } from "./context-variables.ts";
import { GatewayFault, NotBuilt } from "./gateway-fault.ts";
import { lambdaAuthorizer } from "./lambda-authorizer.ts";

export async function authorize(call: RestCall): Promise<void> {
  const type = call.method.authorizationType ?? "NONE";
  if (type === "COGNITO_USER_POOLS") throw new NotBuilt("Terrarium does not implement Cognito authorizers");
  const policy = resourcePolicy(call);
  const decision = policy && decide(call, policy);
  if (decision === "explicitDeny") throw refused(call, "anonymous", " with an explicit deny");
  if (type === "AWS_IAM") return authorizeSigned(call, policy);
  if (type === "CUSTOM") return lambdaAuthorizer(call, decision === "allowed");
  if (decision === "implicitDeny") throw refused(call, "anonymous");
}

/** A policy may leave out the API's own ARN: execute-api:/stage/GET/path. */
function resourcePolicy({ snapshot, place, operation }: RestCall): PolicySource | undefined {
  const { id, policy } = snapshot.api;
  if (policy === undefined || policy === "") return undefined;
  const own = `arn:${operation.partition}:execute-api:${place.region}:${place.account}:${id}/`;
  return { id, type: "Resource Policy", document: policy.replaceAll(/"execute-api:\/+/g, `"${own}`) };
}

function decide(call: RestCall, resource: PolicySource) {
  const { place, request } = call;
  const context = new Map([
    ["aws:sourceip", [request.sourceIp]],
    ["aws:useragent", [headerOf(request, "user-agent") ?? ""]],
    ["aws:referer", [headerOf(request, "referer") ?? ""]],
    ["aws:securetransport", ["false"]],
    ["aws:currenttime", [new Date(call.now).toISOString()]],
  ]);
  const signer = signerOf(request, place, call.operation.store);
  const caller = { arn: signer?.userArn ?? "", account: signer?.accountId ?? "anonymous" };
  return evaluate(
    { action: "execute-api:Invoke", resource: methodArn(call), caller, context },
    { identity: [], resource },
  ).outcome;
}

function authorizeSigned(call: RestCall, policy: PolicySource | undefined): void {
  const { request, place, operation, context } = call;
  const caller = signedCaller(request, place, "execute-api", operation);
  if (typeof caller === "string") {
    const [, message] = signatureRefusal(caller, "execute-api");
    throw new GatewayFault(SIGNATURE_FAULTS[caller], { message });
  }
  if (!callerMay(caller, "execute-api:Invoke", methodArn(call), operation.store, policy, place.account))
    throw refused(call, caller.userArn);
  Object.assign(mapIn(context, "identity"), identityOf(caller));
}

const SIGNATURE_FAULTS = {
  missing: "MISSING_AUTHENTICATION_TOKEN",
  expired: "EXPIRED_TOKEN",
  token: "INVALID_TOKEN",
  service: "INVALID_SIGNATURE",
  region: "INVALID_SIGNATURE",
  signature: "INVALID_SIGNATURE",
} as const;

const identityOf = ({ accessKey, accountId, userId, userArn }: SignedCaller): object => ({
  accessKey,
  accountId,
  caller: userId,
  user: userId,
  userArn,
});

/** The account is told by its last digits only. */
function refused(call: RestCall, who: string, how = ""): GatewayFault {
  const resource = methodArn(call).replace(/:(\d{8})(\d{4}):/, ":********$2:");
  return new GatewayFault("ACCESS_DENIED", {
    message: `User: ${who} is not authorized to perform: execute-api:Invoke on resource: ${resource}${how}`,
  });
}
