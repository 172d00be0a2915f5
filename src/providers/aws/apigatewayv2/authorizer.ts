import type { AuthorizerType } from "@aws-sdk/client-apigatewayv2";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, some } from "../framework/given.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";
import { importedPart, protocolOf } from "./ids.ts";

type Authorizer = Apigatewayv2Resources["aws_apigatewayv2_authorizer"];

const jwt = ({ jwt_configuration: [config] }: Authorizer) =>
  config && { Audience: some(config.audience), Issuer: given(config.issuer) };

export const awsApigatewayv2Authorizer = defineResource<Authorizer>({
  title: "API Gateway v2 Authorizer",
  async create(planned, aws) {
    const ProtocolType = await protocolOf(aws, planned.api_id);
    const ttl = planned.authorizer_result_ttl_in_seconds;
    // Results of a Lambda authorizer are cached for five minutes unless said otherwise; only HTTP APIs cache.
    const caches =
      ProtocolType === "HTTP" && planned.authorizer_type === "REQUEST" && planned.identity_sources.length > 0;
    const { AuthorizerId = "" } = await aws.call("apigatewayv2", "CreateAuthorizer", {
      ApiId: planned.api_id,
      AuthorizerType: planned.authorizer_type as AuthorizerType,
      Name: planned.name,
      AuthorizerCredentialsArn: given(planned.authorizer_credentials_arn),
      AuthorizerPayloadFormatVersion: given(planned.authorizer_payload_format_version),
      AuthorizerResultTtlInSeconds: ttl ?? (caches ? 300 : undefined),
      AuthorizerUri: given(planned.authorizer_uri),
      EnableSimpleResponses: given(planned.enable_simple_responses),
      IdentitySource: some(planned.identity_sources),
      JwtConfiguration: jwt(planned),
    });
    return { id: AuthorizerId };
  },
  async read(state, aws) {
    const found = await unless(
      aws.call("apigatewayv2", "GetAuthorizer", { ApiId: state.api_id, AuthorizerId: state.id }),
      "NotFoundException",
    );
    if (!found) return undefined;
    return {
      authorizer_credentials_arn: found.AuthorizerCredentialsArn,
      authorizer_payload_format_version: found.AuthorizerPayloadFormatVersion,
      authorizer_result_ttl_in_seconds: found.AuthorizerResultTtlInSeconds,
      authorizer_type: found.AuthorizerType ?? "",
      authorizer_uri: found.AuthorizerUri,
      enable_simple_responses: found.EnableSimpleResponses,
      identity_sources: found.IdentitySource,
      jwt_configuration: found.JwtConfiguration
        ? [{ audience: found.JwtConfiguration.Audience, issuer: found.JwtConfiguration.Issuer }]
        : [],
      name: found.Name ?? "",
    };
  },
  async update(planned, aws, prior) {
    const changed = (name: keyof Authorizer): boolean => differs(prior, planned, name);
    await aws.call("apigatewayv2", "UpdateAuthorizer", {
      ApiId: planned.api_id,
      AuthorizerId: planned.id,
      ...(changed("authorizer_credentials_arn") && {
        AuthorizerCredentialsArn: planned.authorizer_credentials_arn ?? "",
      }),
      ...(changed("authorizer_payload_format_version") && {
        AuthorizerPayloadFormatVersion: planned.authorizer_payload_format_version ?? "",
      }),
      ...(changed("authorizer_result_ttl_in_seconds") && {
        AuthorizerResultTtlInSeconds: planned.authorizer_result_ttl_in_seconds ?? undefined,
      }),
      ...(changed("authorizer_type") && { AuthorizerType: planned.authorizer_type as AuthorizerType }),
      ...(changed("authorizer_uri") && { AuthorizerUri: planned.authorizer_uri ?? "" }),
      ...(changed("enable_simple_responses") && { EnableSimpleResponses: planned.enable_simple_responses ?? false }),
      ...(changed("identity_sources") && { IdentitySource: [...planned.identity_sources] }),
      ...(changed("jwt_configuration") && { JwtConfiguration: jwt(planned) ?? {} }),
      ...(changed("name") && { Name: planned.name }),
    });
  },
  async delete(prior, aws) {
    await unless(
      aws.call("apigatewayv2", "DeleteAuthorizer", { ApiId: prior.api_id, AuthorizerId: prior.id }),
      "NotFoundException",
    );
  },
  importId: (id) => importedPart(id, "authorizer"),
});
