/** A stage's settings for one method, or for all of them. */
import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, importParts, replace } from "./ids.ts";

type MethodSettings = ApiGatewayResources["aws_api_gateway_method_settings"];
type Settings = MethodSettings["settings"][number];

const PATHS = {
  cache_data_encrypted: "caching/dataEncrypted",
  cache_ttl_in_seconds: "caching/ttlInSeconds",
  caching_enabled: "caching/enabled",
  data_trace_enabled: "logging/dataTrace",
  logging_level: "logging/loglevel",
  metrics_enabled: "metrics/enabled",
  require_authorization_for_cache_control: "caching/requireAuthorizationForCacheControl",
  throttling_burst_limit: "throttling/burstLimit",
  throttling_rate_limit: "throttling/rateLimit",
  unauthorized_cache_control_header_strategy: "caching/unauthorizedCacheControlHeaderStrategy",
} as const satisfies Readonly<Record<keyof Settings, string>>;

const stageOf = ({ rest_api_id, stage_name }: MethodSettings) => ({ restApiId: rest_api_id, stageName: stage_name });

export const awsApiGatewayMethodSettings = defineResource<MethodSettings>({
  title: "API Gateway Method Settings",
  named: () => null,

  async create(planned, aws) {
    await put(aws, undefined, planned);
    return { id: `${planned.rest_api_id}-${planned.stage_name}-${planned.method_path}` };
  },

  async read(state, aws) {
    const stage = await unless(aws.call("api-gateway", "GetStage", stageOf(state)), GONE);
    const found = stage?.methodSettings?.[state.method_path];
    if (!found) return undefined;
    return {
      settings: [
        {
          cache_data_encrypted: found.cacheDataEncrypted,
          cache_ttl_in_seconds: found.cacheTtlInSeconds,
          caching_enabled: found.cachingEnabled,
          data_trace_enabled: found.dataTraceEnabled,
          logging_level: found.loggingLevel,
          metrics_enabled: found.metricsEnabled,
          require_authorization_for_cache_control: found.requireAuthorizationForCacheControl,
          throttling_burst_limit: found.throttlingBurstLimit,
          throttling_rate_limit: found.throttlingRateLimit,
          unauthorized_cache_control_header_strategy: found.unauthorizedCacheControlHeaderStrategy,
        },
      ],
    };
  },

  async update(planned, aws, prior) {
    await put(aws, prior.settings[0], planned);
  },

  async delete(prior, aws) {
    const patchOperations: PatchOperation[] = [{ op: "remove", path: `/${prior.method_path}` }];
    await unless(aws.call("api-gateway", "UpdateStage", { ...stageOf(prior), patchOperations }), GONE);
  },

  importId(id) {
    const [rest_api_id = "", stage_name = "", ...path] = id.split("/");
    if (path.length === 0) importParts(id, "REST-API-ID/STAGE-NAME/METHOD-PATH");
    const method_path = path.join("/");
    return { id: `${rest_api_id}-${stage_name}-${method_path}`, rest_api_id, stage_name, method_path };
  },
});

async function put(aws: Aws, prior: Settings | undefined, planned: MethodSettings): Promise<void> {
  const [settings] = planned.settings;
  const names = Object.keys(PATHS) as (keyof Settings)[];
  const patchOperations = names
    .filter((name) => settings?.[name] !== null && settings?.[name] !== undefined && settings[name] !== prior?.[name])
    .map((name) => replace(`/${planned.method_path}/${PATHS[name]}`, settings?.[name]));
  if (patchOperations.length > 0)
    await aws.call("api-gateway", "UpdateStage", { ...stageOf(planned), patchOperations });
}
