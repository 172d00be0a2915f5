/** `$context` of a request, which templates, access logs and gateway responses read. */
import { commonLogTime, headerOf } from "../../../endpoint/request-parts.ts";
import type { Context, StageCall } from "./call.ts";

export function newContext(call: Omit<StageCall, "context">): Context {
  const { place, snapshot, stage, request, requestId, now } = call;
  return {
    accountId: place.account,
    apiId: snapshot.api.id,
    awsEndpointRequestId: undefined,
    deploymentId: stage.deploymentId,
    domainName: request.host,
    domainPrefix: prefixOf(request.host) ?? snapshot.api.id,
    extendedRequestId: call.extendedRequestId,
    httpMethod: request.method,
    identity: { sourceIp: request.sourceIp, userAgent: headerOf(request, "user-agent") ?? null },
    path: call.fullPath,
    protocol: "HTTP/1.1",
    requestId,
    requestTime: commonLogTime(now),
    requestTimeEpoch: now,
    stage: stage.stageName,
    requestOverride: { header: {}, path: {}, querystring: {} },
    responseOverride: { header: {} },
    xrayTraceId: call.trace.replace("Root=", ""),
  };
}

/** A map inside of `$context`, whatever a template has made of it. */
export function mapIn(context: Context, ...path: readonly string[]): Record<string, unknown> {
  let value: unknown = context;
  for (const step of path) value = typeof value === "object" && value !== null ? (value as Context)[step] : undefined;
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

interface IntegrationFacts {
  /** What the integration answered; of a function, the status in what it returned. */
  readonly status?: number;
  /** What the service answered: Lambda itself rather than the function. */
  readonly integrationStatus?: number;
  readonly latency?: number;
  readonly error?: string;
}

/** `$context.integration.*`, and the older names of the same. */
export function tellIntegration(context: Context, facts: IntegrationFacts): void {
  context["integration"] = { ...mapIn(context, "integration"), ...facts };
  const { integrationStatus, latency, error } = facts;
  if (integrationStatus !== undefined) context["integrationStatus"] = integrationStatus;
  if (latency !== undefined) context["integrationLatency"] = latency;
  if (error !== undefined) context["integrationErrorMessage"] = error;
}

/** The first label of a host that is a name of its own; requests by path have none. */
const prefixOf = (host: string): string | undefined => /^([a-z][\w-]*)\./i.exec(host)?.[1];
