import type { Aws } from "../framework/aws.ts";
import { defineResource, type Identified, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, some, someEntries } from "../framework/given.ts";
import { sameJson } from "../framework/json.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";
import { apiArn, executeArn, retagApi } from "./ids.ts";

type Api = Apigatewayv2Resources["aws_apigatewayv2_api"];

export const awsApigatewayv2Api = defineResource<Api>({
  title: "API Gateway v2 API",
  named: (planned) => planned.name,
  equivalent: { body: sameJson },

  async create(planned, aws, keep) {
    const { ApiId = "" } = await aws.call("apigatewayv2", "CreateApi", {
      Name: planned.name,
      ProtocolType: planned.protocol_type as "HTTP" | "WEBSOCKET",
      ApiKeySelectionExpression: given(planned.api_key_selection_expression),
      CorsConfiguration: corsInput(planned),
      CredentialsArn: given(planned.credentials_arn),
      Description: given(planned.description),
      DisableExecuteApiEndpoint: given(planned.disable_execute_api_endpoint),
      IpAddressType: given(planned.ip_address_type) as "ipv4" | "dualstack" | undefined,
      RouteKey: given(planned.route_key),
      RouteSelectionExpression: given(planned.route_selection_expression),
      Tags: someEntries(planned.tags_all),
      Target: given(planned.target),
      Version: given(planned.version),
    });
    keep(ApiId);
    if (planned.body) await reimport(aws, { ...planned, id: ApiId });
    return { id: ApiId };
  },

  async read(state, aws) {
    const api = await unless(aws.call("apigatewayv2", "GetApi", { ApiId: state.id }), "NotFoundException");
    if (!api) return undefined;
    const cors = api.CorsConfiguration;
    return {
      api_endpoint: api.ApiEndpoint,
      api_key_selection_expression: api.ApiKeySelectionExpression,
      arn: apiArn(aws, `/apis/${state.id}`),
      cors_configuration: cors
        ? [
            {
              allow_credentials: cors.AllowCredentials,
              allow_headers: cors.AllowHeaders,
              allow_methods: cors.AllowMethods,
              allow_origins: cors.AllowOrigins,
              expose_headers: cors.ExposeHeaders,
              max_age: cors.MaxAge,
            },
          ]
        : [],
      description: api.Description,
      disable_execute_api_endpoint: api.DisableExecuteApiEndpoint,
      execution_arn: executeArn(aws, state.id),
      ip_address_type: api.IpAddressType,
      name: api.Name,
      protocol_type: api.ProtocolType,
      route_selection_expression: api.RouteSelectionExpression,
      version: api.Version,
      tags: api.Tags ?? {},
    };
  },

  async update(planned, aws, prior) {
    const ApiId = planned.id;
    if (prior.cors_configuration.length > 0 && planned.cors_configuration.length === 0)
      await aws.call("apigatewayv2", "DeleteCorsConfiguration", { ApiId });
    if (differs(prior, planned, "body")) await reimport(aws, planned);
    const changed = (name: keyof Api): boolean => differs(prior, planned, name);
    const input = {
      ...(changed("api_key_selection_expression") && {
        ApiKeySelectionExpression: planned.api_key_selection_expression ?? "",
      }),
      ...(changed("cors_configuration") && { CorsConfiguration: corsInput(planned) }),
      ...(changed("description") && { Description: planned.description ?? "" }),
      ...(changed("disable_execute_api_endpoint") && {
        DisableExecuteApiEndpoint: planned.disable_execute_api_endpoint ?? false,
      }),
      ...(changed("ip_address_type") && { IpAddressType: planned.ip_address_type as "ipv4" | "dualstack" }),
      ...(changed("name") && { Name: planned.name }),
      ...(changed("route_selection_expression") && {
        RouteSelectionExpression: planned.route_selection_expression ?? "",
      }),
      ...(changed("version") && { Version: planned.version ?? "" }),
    };
    if (Object.keys(input).length > 0) await aws.call("apigatewayv2", "UpdateApi", { ApiId, ...input });
    await retagApi(aws, prior.arn ?? "", prior.tags_all, planned.tags_all);
  },

  async delete(prior, aws) {
    await unless(aws.call("apigatewayv2", "DeleteApi", { ApiId: prior.id }), "NotFoundException");
  },
});

function corsInput({ cors_configuration: [cors] }: Api) {
  if (!cors) return undefined;
  return {
    AllowCredentials: cors.allow_credentials ?? undefined,
    AllowHeaders: some(cors.allow_headers),
    AllowMethods: some(cors.allow_methods),
    AllowOrigins: some(cors.allow_origins),
    ExposeHeaders: some(cors.expose_headers),
    MaxAge: cors.max_age ?? undefined,
  };
}

/** Replaces the API by its OpenAPI body; what the configuration says beside the body has the last word. */
async function reimport(aws: Aws, planned: Identified<Api>): Promise<void> {
  if (planned.protocol_type === "WEBSOCKET") throw new Refusal("body is not supported for WEBSOCKET APIs");
  await aws.call("apigatewayv2", "ReimportApi", {
    ApiId: planned.id,
    Body: planned.body ?? "",
    FailOnWarnings: planned.fail_on_warnings ?? false,
  });
  await aws.call("apigatewayv2", "UpdateApi", {
    ApiId: planned.id,
    Name: planned.name,
    ...(planned.description && { Description: planned.description }),
    ...(planned.version && { Version: planned.version }),
    ...(planned.cors_configuration.length > 0 && { CorsConfiguration: corsInput(planned) }),
  });
}
