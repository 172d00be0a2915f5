import type { CreateIntegrationRequest } from "@aws-sdk/client-apigatewayv2";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";
import { importedPart, present } from "./ids.ts";

type Integration = Apigatewayv2Resources["aws_apigatewayv2_integration"];

export const awsApigatewayv2Integration = defineResource<Integration>({
  title: "API Gateway v2 Integration",
  named: () => null,
  // WebSocket APIs have this default; elsewhere it is not shown.
  equivalent: {
    passthrough_behavior: (prior, next) => prior === "" && next === "WHEN_NO_MATCH",
    // A Lambda integration is called by POST whether that is written down or not.
    integration_method: (prior, next) => prior === "POST" && next === "",
  },

  async create(planned, aws) {
    const { IntegrationId = "" } = await aws.call("apigatewayv2", "CreateIntegration", {
      ApiId: planned.api_id,
      IntegrationType: planned.integration_type as CreateIntegrationRequest["IntegrationType"],
      IntegrationSubtype: given(planned.integration_subtype),
      ConnectionId: given(planned.connection_id),
      ConnectionType: given(planned.connection_type) as CreateIntegrationRequest["ConnectionType"],
      ContentHandlingStrategy: given(planned.content_handling_strategy) as "CONVERT_TO_TEXT" | undefined,
      CredentialsArn: given(planned.credentials_arn),
      Description: given(planned.description),
      IntegrationMethod: given(planned.integration_method),
      IntegrationUri: given(planned.integration_uri),
      PassthroughBehavior: given(planned.passthrough_behavior) as CreateIntegrationRequest["PassthroughBehavior"],
      PayloadFormatVersion: given(planned.payload_format_version),
      RequestParameters: someEntries(planned.request_parameters),
      RequestTemplates: someEntries(planned.request_templates),
      ResponseParameters: someEntries(responseParameters(planned)),
      TemplateSelectionExpression: given(planned.template_selection_expression),
      TimeoutInMillis: given(planned.timeout_milliseconds),
      TlsConfig: tls(planned),
    });
    return { id: IntegrationId };
  },

  async read(state, aws) {
    const found = await unless(
      aws.call("apigatewayv2", "GetIntegration", { ApiId: state.api_id, IntegrationId: state.id }),
      "NotFoundException",
    );
    if (!found) return undefined;
    return {
      connection_id: found.ConnectionId,
      connection_type: found.ConnectionType,
      content_handling_strategy: found.ContentHandlingStrategy,
      credentials_arn: found.CredentialsArn,
      description: found.Description,
      integration_method: found.IntegrationMethod,
      integration_response_selection_expression: found.IntegrationResponseSelectionExpression,
      integration_subtype: found.IntegrationSubtype,
      integration_type: found.IntegrationType,
      integration_uri: found.IntegrationUri,
      passthrough_behavior: found.PassthroughBehavior,
      payload_format_version: found.PayloadFormatVersion,
      request_parameters: found.RequestParameters,
      request_templates: found.RequestTemplates,
      response_parameters: Object.entries(found.ResponseParameters ?? {}).map(([status_code, mappings]) => ({
        status_code,
        mappings: mappings as Record<string, string>,
      })),
      template_selection_expression: found.TemplateSelectionExpression,
      timeout_milliseconds: found.TimeoutInMillis,
      tls_config: found.TlsConfig ? [{ server_name_to_verify: found.TlsConfig.ServerNameToVerify }] : [],
    };
  },

  async update(planned, aws, prior) {
    const changed = (name: keyof Integration): boolean => differs(prior, planned, name);
    const cleared = (name: "request_parameters" | "request_templates") => ({
      ...planned[name],
      ...Object.fromEntries(
        Object.keys(prior[name])
          .filter((key) => !(key in planned[name]))
          .map((key) => [key, ""]),
      ),
    });
    await aws.call("apigatewayv2", "UpdateIntegration", {
      ApiId: planned.api_id,
      IntegrationId: planned.id,
      // Always named: a service integration's parameters cannot be changed without it.
      ...(planned.integration_subtype && { IntegrationSubtype: planned.integration_subtype }),
      ...(changed("connection_id") && { ConnectionId: planned.connection_id ?? "" }),
      ...(changed("connection_type") && { ConnectionType: planned.connection_type as "INTERNET" }),
      ...(changed("content_handling_strategy") && {
        ContentHandlingStrategy: planned.content_handling_strategy as "CONVERT_TO_TEXT",
      }),
      ...(changed("credentials_arn") && { CredentialsArn: planned.credentials_arn ?? "" }),
      ...(changed("description") && { Description: planned.description ?? "" }),
      ...(changed("integration_method") && { IntegrationMethod: planned.integration_method ?? "" }),
      ...(changed("integration_uri") && { IntegrationUri: planned.integration_uri ?? "" }),
      ...(changed("passthrough_behavior") && { PassthroughBehavior: planned.passthrough_behavior as "NEVER" }),
      ...(changed("payload_format_version") && { PayloadFormatVersion: planned.payload_format_version ?? "" }),
      ...(changed("request_parameters") && { RequestParameters: cleared("request_parameters") }),
      ...(changed("request_templates") && { RequestTemplates: cleared("request_templates") }),
      ...(changed("response_parameters") && { ResponseParameters: responseParameters(planned) }),
      ...(changed("template_selection_expression") && {
        TemplateSelectionExpression: planned.template_selection_expression ?? "",
      }),
      ...(changed("timeout_milliseconds") && { TimeoutInMillis: planned.timeout_milliseconds ?? undefined }),
      ...(changed("tls_config") && { TlsConfig: tls(planned) ?? {} }),
    });
  },

  async delete(prior, aws) {
    await unless(
      aws.call("apigatewayv2", "DeleteIntegration", { ApiId: prior.api_id, IntegrationId: prior.id }),
      "NotFoundException",
    );
  },

  async importId(id, aws) {
    const part = importedPart(id, "integration");
    await present(aws.call("apigatewayv2", "GetIntegration", { ApiId: part.api_id, IntegrationId: part.id }));
    return part;
  },
});

const responseParameters = ({ response_parameters }: Integration) =>
  Object.fromEntries(response_parameters.map(({ status_code, mappings }) => [status_code, mappings]));

const tls = ({ tls_config: [config] }: Integration) =>
  config && { ServerNameToVerify: given(config.server_name_to_verify) };
