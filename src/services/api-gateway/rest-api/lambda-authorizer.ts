/** Lambda authorizers (TOKEN and REQUEST): a function tells a policy, which is kept for the authorizer's time. */
import type { Authorizer } from "@aws-sdk/client-api-gateway";
import type { Cloud } from "../../../cloud/cloud.ts";
import { type Decision, evaluate } from "../../../cloud/policy/evaluate.ts";
import { substitute } from "../../../endpoint/context-format.ts";
import { functionArnIn, invokeFunction } from "../../../endpoint/invoke-function.ts";
import { perCloud } from "../../../endpoint/per-cloud.ts";
import { asAnswer } from "../../../endpoint/proxy-answer.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { methodArn, type RestCall, stageVariables } from "./call.ts";
import { GatewayFault } from "./gateway-fault.ts";
import { eventPath, parameterMembers, requestContext } from "./proxy-event.ts";
import { requestValue } from "./request-value.ts";

interface Verdict {
  readonly principalId: string;
  /** The policy's JSON text. */
  readonly policy: string;
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey: string | undefined;
  readonly milliseconds: number;
}

interface Kept {
  readonly verdict: Verdict;
  readonly until: number;
}

const caches = perCloud(() => new Map<string, Kept>());
const MOST_KEPT = 1000;

/** `allowedAlready`: the API's resource policy lets the caller in, so the authorizer need not. */
export async function lambdaAuthorizer(call: RestCall, allowedAlready: boolean): Promise<void> {
  const authorizer = call.snapshot.authorizers.find(({ id }) => id === call.method.authorizerId);
  if (!authorizer) throw configurationError(call, "unknown authorizer");
  const identity = identityOf(call, authorizer);
  const verdict = await verdictFor(call, authorizer, identity);
  const { outcome } = decide(call, verdict);
  if (outcome === "explicitDeny")
    throw new GatewayFault("ACCESS_DENIED", {
      message: "User is not authorized to access this resource with an explicit deny in an identity-based policy",
    });
  if (outcome !== "allowed" && !allowedAlready) throw new GatewayFault("ACCESS_DENIED");
  const { principalId, context, milliseconds, usageIdentifierKey } = verdict;
  call.context["authorizer"] = { ...context, principalId, integrationLatency: milliseconds };
  call.context["usageIdentifierKey"] = usageIdentifierKey;
}

/** The values that identify the caller; without one of them there is no need to ask. */
function identityOf(call: RestCall, { type, identitySource, identityValidationExpression }: Authorizer): string[] {
  const sources = (identitySource ?? "").split(",").filter((source) => source.trim() !== "");
  const values = sources.map((source) => requestValue(call, source.trim()));
  if (values.some((value) => value === undefined || value === "")) throw new GatewayFault("UNAUTHORIZED");
  const identity = values as string[];
  if (type === "TOKEN" && identityValidationExpression) {
    const valid = new RegExp(`^(?:${identityValidationExpression})$`).test(identity[0] ?? "");
    if (!valid) throw new GatewayFault("UNAUTHORIZED");
  }
  return identity;
}

/** What the authorizer says now. Throws GatewayFault. */
export const askAuthorizer = (call: RestCall, authorizer: Authorizer): Promise<Verdict> =>
  ask(call, authorizer, identityOf(call, authorizer));

/** Forgets what authorizers said of requests to a stage. */
export function flushVerdicts(cloud: Cloud, api: string, stage: string): void {
  const cache = caches(cloud);
  const prefix = JSON.stringify([api, stage]).slice(0, -1);
  for (const key of cache.keys()) if (key.startsWith(prefix)) cache.delete(key);
}

async function verdictFor(call: RestCall, authorizer: Authorizer, identity: readonly string[]): Promise<Verdict> {
  const { operation, snapshot, stage } = call;
  const seconds = authorizer.authorizerResultTtlInSeconds ?? 300;
  const cache = caches(operation.cloud);
  const key = JSON.stringify([snapshot.api.id, stage.stageName, authorizer.id, ...identity]);
  const kept = seconds > 0 && identity.length > 0 ? cache.get(key) : undefined;
  if (kept && kept.until > operation.clock.now()) return kept.verdict;
  const verdict = await ask(call, authorizer, identity);
  if (seconds > 0 && identity.length > 0) {
    if (cache.size >= MOST_KEPT) cache.clear();
    cache.set(key, { verdict, until: operation.clock.now() + seconds * 1000 });
  }
  return verdict;
}

async function ask(call: RestCall, authorizer: Authorizer, identity: readonly string[]): Promise<Verdict> {
  const uri = substitute(authorizer.authorizerUri ?? "", {}, stageVariables(call), "");
  const functionArn = functionArnIn(uri);
  if (functionArn === undefined) throw configurationError(call, "Invalid authorizer URI");
  const { operation, place, snapshot } = call;
  const event = authorizer.type === "REQUEST" ? requestEvent(call) : tokenEvent(call, identity[0] ?? "");
  const begin = performance.now();
  const answer = await invokeFunction(operation, {
    functionArn,
    place,
    sourceArn: `arn:${operation.partition}:execute-api:${place.region}:${place.account}:${snapshot.api.id}/authorizers/${authorizer.id}`,
    credentials: authorizer.authorizerCredentials,
    payload: JSON.stringify(event),
  }).catch((error: unknown) => {
    if (error instanceof ServiceException) return undefined;
    throw error;
  });
  if (!answer) throw configurationError(call, "Authorizer error");
  const told = asAnswer(JSON.parse(Buffer.from(answer.payload).toString("utf8") || "null")) as
    | Readonly<Record<string, unknown>>
    | undefined;
  if (answer.error !== undefined) {
    if (told?.["errorMessage"] === "Unauthorized") throw new GatewayFault("UNAUTHORIZED");
    throw configurationError(call, "Authorizer error");
  }
  const verdict = told && verdictOf(told, Math.round(performance.now() - begin));
  if (!verdict) throw configurationError(call, "Invalid JSON in response");
  return verdict;
}

/** Undefined for what is no verdict: AWS takes only flat contexts. */
function verdictOf(told: Readonly<Record<string, unknown>>, milliseconds: number): Verdict | undefined {
  const { principalId, policyDocument, context = {}, usageIdentifierKey } = told;
  if (typeof principalId !== "string" || typeof policyDocument !== "object" || policyDocument === null)
    return undefined;
  const entries = Object.entries((context ?? {}) as object);
  if (entries.some(([, value]) => typeof value === "object" && value !== null)) return undefined;
  return {
    principalId,
    policy: JSON.stringify(policyDocument),
    context: Object.fromEntries(entries.map(([name, value]) => [name, String(value)])),
    usageIdentifierKey: typeof usageIdentifierKey === "string" ? usageIdentifierKey : undefined,
    milliseconds,
  };
}

const tokenEvent = (call: RestCall, authorizationToken: string): object => ({
  type: "TOKEN",
  methodArn: methodArn(call),
  authorizationToken,
});

/** As a proxy integration's event, with empty maps where that has null. */
function requestEvent(call: RestCall): object {
  const members = {
    ...parameterMembers(call),
    pathParameters: call.pathParameters,
    stageVariables: stageVariables(call),
  };
  return {
    type: "REQUEST",
    methodArn: methodArn(call),
    resource: call.node.path,
    path: eventPath(call),
    httpMethod: call.request.method,
    ...Object.fromEntries(Object.entries(members).map(([name, value]) => [name, value ?? {}])),
    requestContext: requestContext(call),
  };
}

function decide(call: RestCall, { policy, principalId }: Verdict): Decision {
  try {
    return evaluate(
      {
        action: "execute-api:Invoke",
        resource: methodArn(call),
        caller: { arn: principalId, account: call.place.account },
        context: new Map([["aws:sourceip", [call.request.sourceIp]]]),
      },
      { identity: [{ id: "authorizer", type: "IAM Policy", document: policy }] },
    );
  } catch {
    throw configurationError(call, "Invalid policy");
  }
}

function configurationError(call: RestCall, why: string): GatewayFault {
  call.log(`Execution failed due to configuration error: ${why}`);
  return new GatewayFault("AUTHORIZER_CONFIGURATION_ERROR");
}
