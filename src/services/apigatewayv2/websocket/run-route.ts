/** Routes of WebSocket APIs: which one an expression selects, and running its integration. */

import { buffer } from "node:stream/consumers";
import type { Integration, IntegrationResponse, Route, RouteResponse } from "@aws-sdk/client-apigatewayv2";
import type { OperationContext } from "../../../cloud/operation.ts";
import { substitute } from "../../../endpoint/context-format.ts";
import { sendHttp } from "../../../endpoint/http-request.ts";
import { functionArnIn, invokeFunction } from "../../../endpoint/invoke-function.ts";
import { asAnswer } from "../../../endpoint/proxy-answer.ts";
import { readJsonPath } from "../../../endpoint/template/json-path.ts";
import { renderMapping } from "../../../endpoint/template/mapping-template.ts";
import { within } from "../../../endpoint/time-limit.ts";
import { plainText } from "../../../wire/plain-text.ts";
import { servedBy } from "../deployments.ts";
import type { Location } from "../http-api/locate.ts";
import { allParts } from "../store.ts";

export interface RouteTarget {
  readonly route: Route;
  readonly integration: Integration | undefined;
}

export function findRoute(
  { place, api, stage }: Location,
  key: string,
  context: OperationContext,
): RouteTarget | undefined {
  const served = servedBy(context.store, place, api.ApiId, stage);
  const route = served?.routes.find(({ RouteKey }) => RouteKey === key);
  const integration = served?.integrations.find(
    ({ IntegrationId }) => `integrations/${IntegrationId}` === route?.Target,
  );
  return route && { route, integration };
}

/** `$request.body.action`, or several in braces. Nothing for a message that has no such member. */
export function selectedKey(expression: string, message: string): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(message);
  } catch {
    return undefined;
  }
  const value = (path: string): string => plainText(readJsonPath(body, `$.${path}`) ?? "");
  const key = expression.includes("${")
    ? expression.replace(/\$\{request\.body\.([^}]+)\}/g, (_, path: string) => value(path))
    : value(expression.replace(/^\$request\.body\./, ""));
  return key === "" ? undefined : key;
}

export interface RouteRun {
  readonly location: Location;
  readonly target: RouteTarget;
  /** The whole event, and what of it templates see. */
  readonly event: object;
  readonly requestContext: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface RouteResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** What a client may be told. */
  readonly body: string;
}

const LONGEST = 29_000;

/** Undefined when the integration failed. */
export async function runRoute(run: RouteRun, context: OperationContext): Promise<RouteResult | undefined> {
  const { integration } = run.target;
  if (!integration) return undefined;
  const limit = integration.TimeoutInMillis ?? LONGEST;
  try {
    return await within(context.clock, limit, integrate(run, integration, context));
  } catch {
    return undefined;
  }
}

async function integrate(
  run: RouteRun,
  integration: Integration,
  context: OperationContext,
): Promise<RouteResult | undefined> {
  switch (integration.IntegrationType) {
    case "AWS_PROXY": {
      const payload = await invoke(run, integration, JSON.stringify(run.event), context);
      return payload === undefined ? undefined : proxyResult(payload);
    }
    case "AWS": {
      const payload = await invoke(run, integration, requestBody(run, integration) || "{}", context);
      return payload === undefined ? undefined : mappedResult(run, integration, 200, payload, context);
    }
    case "MOCK": {
      const status = /["']?statusCode["']?\s*:\s*["']?(\d{3})/.exec(requestBody(run, integration))?.[1];
      return mappedResult(run, integration, Number(status ?? 200), "", context);
    }
    default: {
      const body = requestBody(run, integration);
      const uri = substitute(integration.IntegrationUri ?? "", {}, run.location.stage.StageVariables ?? {}, "");
      const headers = { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
      const method = integration.IntegrationMethod ?? "POST";
      const incoming = await sendHttp({ url: new URL(uri), method, headers, body: Buffer.from(body) });
      const answer = (await buffer(incoming)).toString("utf8");
      return mappedResult(run, integration, incoming.statusCode ?? 502, answer, context);
    }
  }
}

async function invoke(
  { location, target }: RouteRun,
  integration: Integration,
  payload: string,
  context: OperationContext,
): Promise<string | undefined> {
  const { place, api, stage } = location;
  const uri = substitute(integration.IntegrationUri ?? "", {}, stage.StageVariables ?? {}, "");
  const functionArn = functionArnIn(uri);
  if (functionArn === undefined) return undefined;
  const answer = await invokeFunction(context, {
    functionArn,
    place,
    sourceArn: `arn:${context.partition}:execute-api:${place.region}:${place.account}:${api.ApiId}/${stage.StageName}/${target.route.RouteKey}`,
    credentials: integration.CredentialsArn,
    payload,
  });
  return !answer || answer.error !== undefined ? undefined : Buffer.from(answer.payload).toString("utf8");
}

/** A function answers with a status and perhaps a body; anything else is the body itself. */
function proxyResult(payload: string): RouteResult {
  const answer = asAnswer(JSON.parse(payload || "null"));
  if (answer?.statusCode === undefined) return { status: 200, headers: {}, body: payload };
  const headers = (asAnswer(answer.headers) ?? {}) as Record<string, unknown>;
  return { status: Number(answer.statusCode), headers, body: typeof answer.body === "string" ? answer.body : "" };
}

function requestBody(run: RouteRun, { RequestTemplates = {}, TemplateSelectionExpression }: Integration): string {
  const key = TemplateSelectionExpression ?? "$default";
  const named = selectedKey(key.replaceAll("\\", ""), run.body) ?? key;
  const template = RequestTemplates[named] ?? RequestTemplates["$default"];
  return template === undefined ? run.body : render(run, template, run.body);
}

const render = ({ location, requestContext }: RouteRun, template: string, body: string): string =>
  renderMapping(template, {
    body,
    parameters: { path: {}, querystring: {}, header: {} },
    context: { ...requestContext },
    stageVariables: location.stage.StageVariables ?? {},
  });

/** The integration response for the status, or the default one, may have a template. */
function mappedResult(
  run: RouteRun,
  integration: Integration,
  status: number,
  body: string,
  { store }: OperationContext,
): RouteResult {
  const { place, api } = run.location;
  const responses = allParts<IntegrationResponse & { readonly IntegrationId?: string }>(
    store,
    place,
    api.ApiId,
    "integration-response",
  ).filter(({ IntegrationId }) => IntegrationId === integration.IntegrationId);
  const response =
    responses.find(({ IntegrationResponseKey = "" }) => keyMatches(IntegrationResponseKey, status)) ??
    responses.find(({ IntegrationResponseKey }) => IntegrationResponseKey === "$default");
  const templates = response?.ResponseTemplates ?? {};
  const template = templates[response?.TemplateSelectionExpression ?? ""] ?? Object.values(templates)[0];
  return { status, headers: {}, body: template === undefined ? body : render(run, template, body) };
}

/** Keys are /200/ or a pattern between slashes. */
function keyMatches(key: string, status: number): boolean {
  const pattern = /^\/(.*)\/$/.exec(key)?.[1];
  return pattern !== undefined && new RegExp(`^(?:${pattern})$`).test(String(status));
}

/** Whether the route answers its client: it has a route response and says so. */
export function isTwoWay({ location, target }: RouteRun, { store }: OperationContext): boolean {
  const { RouteId, RouteResponseSelectionExpression } = target.route;
  if (RouteResponseSelectionExpression === undefined) return false;
  const responses = allParts<RouteResponse & { readonly RouteId?: string }>(
    store,
    location.place,
    location.api.ApiId,
    "route-response",
  );
  return responses.some((one) => one.RouteId === RouteId);
}
