import type {
  ConnectionType,
  ContentHandlingStrategy,
  IntegrationType,
  PatchOperation,
} from "@aws-sdk/client-api-gateway";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, some, someEntries } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, itemPatches, mapPatches, replacements } from "./ids.ts";
import { importPlace, placeId, placeOf } from "./method.ts";

export const awsApiGatewayIntegration = defineResource<ApiGatewayResources["aws_api_gateway_integration"]>({
  title: "API Gateway Integration",
  named: () => null,

  async create(planned, aws) {
    const [tls] = planned.tls_config;
    await aws.call("api-gateway", "PutIntegration", {
      ...placeOf(planned),
      type: planned.type as IntegrationType,
      integrationHttpMethod: given(planned.integration_http_method),
      cacheKeyParameters: some(planned.cache_key_parameters),
      cacheNamespace: given(planned.cache_namespace),
      connectionId: given(planned.connection_id),
      connectionType: given(planned.connection_type) as ConnectionType | undefined,
      contentHandling: given(planned.content_handling) as ContentHandlingStrategy | undefined,
      credentials: given(planned.credentials),
      passthroughBehavior: given(planned.passthrough_behavior),
      requestParameters: someEntries(planned.request_parameters),
      requestTemplates: someEntries(planned.request_templates),
      timeoutInMillis: given(planned.timeout_milliseconds),
      ...(tls && { tlsConfig: { insecureSkipVerification: tls.insecure_skip_verification ?? false } }),
      uri: given(planned.uri),
    });
    return { id: placeId("agi", planned) };
  },

  async read(state, aws) {
    const found = await unless(aws.call("api-gateway", "GetIntegration", placeOf(state)), GONE);
    if (!found) return undefined;
    return {
      cache_key_parameters: found.cacheKeyParameters,
      cache_namespace: found.cacheNamespace,
      connection_id: found.connectionId,
      connection_type: found.connectionType ?? "INTERNET",
      content_handling: found.contentHandling,
      credentials: found.credentials,
      integration_http_method: found.httpMethod,
      passthrough_behavior: found.passthroughBehavior,
      request_parameters: found.requestParameters ?? {},
      request_templates: found.requestTemplates ?? {},
      timeout_milliseconds: found.timeoutInMillis,
      tls_config: found.tlsConfig ? [{ insecure_skip_verification: found.tlsConfig.insecureSkipVerification }] : [],
      type: found.type,
      uri: found.uri,
    };
  },

  async update(planned, aws, prior) {
    const patchOperations: PatchOperation[] = [
      ...replacements(prior, planned, {
        cache_namespace: "/cacheNamespace",
        connection_id: "/connectionId",
        connection_type: "/connectionType",
        content_handling: "/contentHandling",
        timeout_milliseconds: "/timeoutInMillis",
        uri: "/uri",
      }),
      ...itemPatches("/cacheKeyParameters", prior.cache_key_parameters, planned.cache_key_parameters, true),
      ...mapPatches("/requestParameters", prior.request_parameters, planned.request_parameters),
      ...mapPatches("/requestTemplates", prior.request_templates, planned.request_templates),
      ...(differs(prior, planned, "tls_config")
        ? [
            {
              op: "replace" as const,
              path: "/tlsConfig/insecureSkipVerification",
              value: String(planned.tls_config[0]?.insecure_skip_verification ?? false),
            },
          ]
        : []),
    ];
    await aws.call("api-gateway", "UpdateIntegration", { ...placeOf(planned), patchOperations });
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteIntegration", placeOf(prior)), GONE);
  },

  importId: (id) => importPlace("agi", id),
});
