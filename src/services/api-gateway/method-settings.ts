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

/** The settings after that operation; undefined when its path names something else. */
export function patchMethodSetting(settings: Settings | undefined, operation: PatchOperation): Settings | undefined {
  const { op = "replace", path = "", value = "" } = operation;
  const steps = path.slice(1).split("/");
  if (/^(variables|canarySettings|accessLogSettings)$/.test(steps[0] ?? "")) return undefined;
  if (op === "remove") {
    if (steps.length < 2 || !/^([A-Z]+|\*)$/.test(steps.at(-1) ?? "")) return undefined;
    const name = nameOf(steps);
    const { [name]: gone, ...others } = settings ?? {};
    if (!gone)
      throw badRequest(`Cannot remove method setting ${name} because there is no method setting for this method `);
    return others;
  }
  const rule = SETTINGS[steps.slice(-2).join("/")];
  if (!rule || steps.length < 4) return undefined;
  const name = nameOf(steps.slice(0, -2));
  return { ...settings, [name]: { ...DEFAULTS, ...settings?.[name], [rule[0]]: rule[1](value) } };
}

const nameOf = (steps: readonly string[]): string => steps.join("/").replaceAll("~1", "/").replace(/^\//, "");
