/** A stage's settings by method: paths such as `/pets/GET/throttling/burstLimit`, or for all methods with a star twice. */
import type { MethodSetting, PatchOperation } from "@aws-sdk/client-api-gateway";
import { badRequest } from "./store.ts";

type Settings = Readonly<Record<string, MethodSetting>>;

const SETTINGS: Readonly<Record<string, readonly [keyof MethodSetting, (value: string) => unknown]>> = {
  "metrics/enabled": ["metricsEnabled", (value) => value === "true"],
  "logging/dataTrace": ["dataTraceEnabled", (value) => value === "true"],
  "logging/loglevel": ["loggingLevel", (value) => value],
  "throttling/burstLimit": ["throttlingBurstLimit", Number],
  "throttling/rateLimit": ["throttlingRateLimit", Number],
  "caching/ttlInSeconds": ["cacheTtlInSeconds", Number],
  "caching/enabled": ["cachingEnabled", (value) => value === "true"],
  "caching/dataEncrypted": ["cacheDataEncrypted", (value) => value === "true"],
  "caching/requireAuthorizationForCacheControl": ["requireAuthorizationForCacheControl", (value) => value === "true"],
  "caching/unauthorizedCacheControlHeaderStrategy": ["unauthorizedCacheControlHeaderStrategy", (value) => value],
};

const DEFAULTS: MethodSetting = {
  metricsEnabled: false,
  loggingLevel: "OFF",
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
};

/** As AWS tells them, missing commas and all. */
const PATHS = [
  "/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings",
  "/accessLogSettings/destinationArn, /accessLogSettings/format",
  ...["/{resourcePath}/{httpMethod}", "/*/*"].flatMap((method, general) => [
    `${method}/metrics/enabled, ${method}/logging/dataTrace, ${method}/logging/loglevel`,
    ["throttling/burstLimit", "throttling/rateLimit", "caching/ttlInSeconds"]
      .map((setting) => `${method}/${setting}`)
      .join(general ? " " : ""),
    `${method}/caching/enabled, ${method}/caching/dataEncrypted`,
    `${method}/caching/requireAuthorizationForCacheControl, ${method}/caching/unauthorizedCacheControlHeaderStrategy`,
  ]),
  "/variables/{variable_name}, /tracingEnabled",
];

/** The settings after that operation on a path which names nothing else of the stage. */
export function patchMethodSetting(settings: Settings | undefined, operation: PatchOperation): Settings {
  const { op = "replace", path = "", value = "" } = operation;
  const steps = path.slice(1).split("/");
  if (op === "remove") {
    const name = nameOf(steps);
    const { [name]: gone, ...others } = settings ?? {};
    if (!gone)
      throw badRequest(`Cannot remove method setting ${name} because there is no method setting for this method `);
    return others;
  }
  const rule = SETTINGS[steps.slice(-2).join("/")];
  if (!rule || steps.length < 4)
    throw badRequest(`Invalid method setting path: ${path}. Must be one of: [${PATHS.join(", ")}]`);
  const name = nameOf(steps.slice(0, -2));
  return { ...settings, [name]: { ...DEFAULTS, ...settings?.[name], [rule[0]]: rule[1](value) } };
}

const nameOf = (steps: readonly string[]): string => steps.join("/").replaceAll("~1", "/").replace(/^\//, "");
