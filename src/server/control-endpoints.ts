/** What the server answers about itself: health under three names, reset under three. */

import { VERSION } from "../version.ts";
import type { WireRequest, WireResponse } from "../wire/message.ts";
import type { RunningCloud } from "./cloud.ts";

const HEALTH = new Set(["/_terrarium/health", "/_localstack/health", "/health"]);
const RESET = new Set(["/_terrarium/reset", "/_localstack/state/reset", "/moto-api/reset"]);

/** The names that other tools know the services by, where they differ from those of the SDK's clients. */
const COMMON_NAMES: Readonly<Record<string, string>> = {
  "api-gateway": "apigateway",
  "cloudwatch-logs": "logs",
  "dynamodb-streams": "dynamodbstreams",
  sfn: "stepfunctions",
};

/** The answer when the request is for the server itself. */
export function controlAnswer(
  request: WireRequest,
  cloud: RunningCloud,
): WireResponse | Promise<WireResponse> | undefined {
  const { method, path } = request;
  // Nearly all requests end here: AWS paths do not begin like this.
  if (!path.startsWith("/_") && !path.startsWith("/health") && !path.startsWith("/moto-api")) return undefined;
  if (HEALTH.has(path) && (method === "GET" || method === "HEAD")) return json(200, health(cloud));
  if (RESET.has(path) && method === "POST") return cloud.reset().then(() => json(200, { status: "OK" }));
  if (path.startsWith("/_terrarium/")) return json(404, { message: `There is nothing at ${path}` });
  return undefined;
}

function health(cloud: RunningCloud): object {
  const services = cloud.services.names.map((name) => [
    COMMON_NAMES[name] ?? name,
    cloud.services.running(name) === undefined ? "available" : "running",
  ]);
  return { services: Object.fromEntries(services), edition: "terrarium", version: VERSION };
}

export function json(status: number, body: object): WireResponse {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
