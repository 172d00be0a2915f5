import type { CacheClusterSize, PatchOperation } from "@aws-sdk/client-api-gateway";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import {
  executionArn,
  GONE,
  gatewayArn,
  importParts,
  invokeUrl,
  mapPatches,
  replace,
  replacements,
  retagGateway,
} from "./ids.ts";

type Stage = ApiGatewayResources["aws_api_gateway_stage"];

const placeOf = ({ rest_api_id, stage_name }: Stage) => ({ restApiId: rest_api_id, stageName: stage_name });

export const awsApiGatewayStage = defineResource<Stage>({
  title: "API Gateway Stage",
  named: (planned) => planned.stage_name,

  async create(planned, aws, keep) {
    const [canary] = planned.canary_settings;
    await aws.call("api-gateway", "CreateStage", {
      ...placeOf(planned),
      deploymentId: planned.deployment_id,
      description: given(planned.description),
      cacheClusterEnabled: given(planned.cache_cluster_enabled),
      cacheClusterSize: given(planned.cache_cluster_size) as CacheClusterSize | undefined,
      documentationVersion: given(planned.documentation_version),
      tracingEnabled: given(planned.xray_tracing_enabled),
      variables: someEntries(planned.variables),
      ...(canary && {
        canarySettings: {
          deploymentId: canary.deployment_id,
          percentTraffic: canary.percent_traffic ?? 0,
          stageVariableOverrides: { ...canary.stage_variable_overrides },
          useStageCache: canary.use_stage_cache ?? false,
        },
      }),
      tags: someEntries(planned.tags_all),
    });
    const id = `ags-${planned.rest_api_id}-${planned.stage_name}`;
    keep(id);
    const patchOperations = [
      ...(planned.client_certificate_id ? [replace("/clientCertificateId", planned.client_certificate_id)] : []),
      ...accessLog(planned),
    ];
    if (patchOperations.length > 0)
      await aws.call("api-gateway", "UpdateStage", { ...placeOf(planned), patchOperations });
    return { id };
  },

  async read(state, aws) {
    const stage = await unless(aws.call("api-gateway", "GetStage", placeOf(state)), GONE);
    if (!stage) return undefined;
    const log = stage.accessLogSettings;
    const canary = stage.canarySettings;
    return {
      access_log_settings: log ? [{ destination_arn: log.destinationArn, format: log.format }] : [],
      arn: gatewayArn(aws, `restapis/${state.rest_api_id}/stages/${state.stage_name}`),
      cache_cluster_enabled: stage.cacheClusterEnabled,
      cache_cluster_size: stage.cacheClusterEnabled ? stage.cacheClusterSize : state.cache_cluster_size,
      canary_settings: canary
        ? [
            {
              deployment_id: canary.deploymentId,
              percent_traffic: canary.percentTraffic,
              stage_variable_overrides: (canary.stageVariableOverrides ?? {}) as never,
              use_stage_cache: canary.useStageCache,
            },
          ]
        : [],
      client_certificate_id: stage.clientCertificateId,
      deployment_id: stage.deploymentId,
      description: stage.description,
      documentation_version: stage.documentationVersion,
      execution_arn: executionArn(aws, `${state.rest_api_id}/${state.stage_name}`),
      invoke_url: invokeUrl(aws, state.rest_api_id, state.stage_name),
      variables: stage.variables ?? {},
      web_acl_arn: stage.webAclArn,
      xray_tracing_enabled: stage.tracingEnabled,
      tags: stage.tags ?? {},
    };
  },

  async update(planned, aws, prior) {
    const patchOperations: PatchOperation[] = [
      ...replacements(prior, planned, {
        cache_cluster_enabled: "/cacheClusterEnabled",
        cache_cluster_size: "/cacheClusterSize",
        client_certificate_id: "/clientCertificateId",
        deployment_id: "/deploymentId",
        description: "/description",
        documentation_version: "/documentationVersion",
        xray_tracing_enabled: "/tracingEnabled",
      }),
      ...mapPatches("/variables", prior.variables, planned.variables),
      ...(differs(prior, planned, "access_log_settings") ? accessLog(planned) : []),
      ...(differs(prior, planned, "canary_settings") ? canaryPatches(planned) : []),
    ];
    if (patchOperations.length > 0)
      await aws.call("api-gateway", "UpdateStage", { ...placeOf(planned), patchOperations });
    await retagGateway(aws, planned.arn ?? "", prior.tags_all, planned.tags_all);
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteStage", placeOf(prior)), GONE);
  },

  importId(id) {
    const [rest_api_id = "", stage_name = ""] = importParts(id, "REST-API-ID/STAGE-NAME");
    return { id: `ags-${rest_api_id}-${stage_name}`, rest_api_id, stage_name };
  },
});

function accessLog({ access_log_settings: [log], id }: Stage): PatchOperation[] {
  if (!log) return id === null ? [] : [{ op: "remove", path: "/accessLogSettings" }];
  return [
    replace("/accessLogSettings/destinationArn", log.destination_arn.replace(/:\*$/, "")),
    replace("/accessLogSettings/format", log.format),
  ];
}

function canaryPatches({ canary_settings: [canary] }: Stage): PatchOperation[] {
  if (!canary) return [{ op: "remove", path: "/canarySettings" }];
  return [
    replace("/canarySettings/deploymentId", canary.deployment_id),
    replace("/canarySettings/percentTraffic", canary.percent_traffic ?? 0),
    replace("/canarySettings/useStageCache", canary.use_stage_cache ?? false),
    ...mapPatches("/canarySettings/stageVariableOverrides", {}, canary.stage_variable_overrides),
  ];
}
