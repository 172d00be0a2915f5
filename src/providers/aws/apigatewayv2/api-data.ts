import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, given } from "../framework/given.ts";
import type { Apigatewayv2DataSources } from "../schema/apigatewayv2-data.generated.ts";
import { apiArn, executeArn } from "./ids.ts";

export const awsApigatewayv2ApiData = defineDataSource<Apigatewayv2DataSources["aws_apigatewayv2_api"]>({
  title: "API Gateway v2 API",
  async read({ api_id: ApiId }, aws) {
    const api = await unless(aws.call("apigatewayv2", "GetApi", { ApiId }), "NotFoundException");
    if (!api) throw new Refusal("no API Gateway v2 API matched; change the search criteria and try again");
    const cors = api.CorsConfiguration;
    return {
      id: ApiId,
      api_endpoint: api.ApiEndpoint,
      api_key_selection_expression: api.ApiKeySelectionExpression,
      arn: apiArn(aws, `/apis/${ApiId}`),
      cors_configuration: cors
        ? [
            {
              allow_credentials: cors.AllowCredentials ?? null,
              allow_headers: cors.AllowHeaders ?? [],
              allow_methods: cors.AllowMethods ?? [],
              allow_origins: cors.AllowOrigins ?? [],
              expose_headers: cors.ExposeHeaders ?? [],
              max_age: cors.MaxAge ?? null,
            },
          ]
        : [],
      description: api.Description,
      disable_execute_api_endpoint: api.DisableExecuteApiEndpoint,
      execution_arn: executeArn(aws, ApiId),
      ip_address_type: api.IpAddressType,
      name: api.Name,
      protocol_type: api.ProtocolType,
      route_selection_expression: api.RouteSelectionExpression,
      version: api.Version,
      tags: api.Tags ?? {},
    };
  },
});

export const awsApigatewayv2Apis = defineDataSource<Apigatewayv2DataSources["aws_apigatewayv2_apis"]>({
  title: "API Gateway v2 APIs",
  async read({ name, protocol_type, tags }, aws) {
    const apis = await everyPage(
      (NextToken) => aws.call("apigatewayv2", "GetApis", { NextToken }),
      (answer) => answer.Items,
      (answer) => answer.NextToken,
    );
    const wanted = apis.filter(
      (api) =>
        (!name || api.Name === name) &&
        (!protocol_type || api.ProtocolType === protocol_type) &&
        Object.entries(tags ?? {}).every(([key, value]) => api.Tags?.[key] === value),
    );
    return { id: aws.region, ids: wanted.map((api) => api.ApiId ?? "") };
  },
});

export const awsApigatewayv2Export = defineDataSource<Apigatewayv2DataSources["aws_apigatewayv2_export"]>({
  title: "API Gateway v2 Export",
  beginning: ({ api_id }) => `exporting Gateway v2 API (${api_id})`,
  async read(config, aws) {
    const include_extensions = config.include_extensions ?? true;
    const { body } = await aws.call("apigatewayv2", "ExportApi", {
      ApiId: config.api_id,
      OutputType: config.output_type,
      Specification: config.specification as "OAS30",
      ExportVersion: given(config.export_version),
      IncludeExtensions: include_extensions,
      StageName: given(config.stage_name),
    });
    return { id: config.api_id, include_extensions, body: new TextDecoder().decode(body as Uint8Array | undefined) };
  },
});
