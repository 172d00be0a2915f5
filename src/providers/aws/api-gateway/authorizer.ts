import type { AuthorizerType } from "@aws-sdk/client-api-gateway";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given, some } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, gatewayArn, importParts, itemPatches, replacements } from "./ids.ts";

export const awsApiGatewayAuthorizer = defineResource<ApiGatewayResources["aws_api_gateway_authorizer"]>({
  title: "API Gateway Authorizer",
  named: (planned) => planned.name,

  async create(planned, aws) {
    const { id = "" } = await aws.call("api-gateway", "CreateAuthorizer", {
      restApiId: planned.rest_api_id,
      name: planned.name,
      type: planned.type as AuthorizerType,
      authorizerCredentials: given(planned.authorizer_credentials),
      authorizerResultTtlInSeconds: planned.authorizer_result_ttl_in_seconds ?? undefined,
      authorizerUri: given(planned.authorizer_uri),
      identitySource: given(planned.identity_source),
      identityValidationExpression: given(planned.identity_validation_expression),
      providerARNs: some(planned.provider_arns),
    });
    return { id };
  },

  async read(state, aws) {
    const place = { restApiId: state.rest_api_id, authorizerId: state.id };
    const found = await unless(aws.call("api-gateway", "GetAuthorizer", place), GONE);
    return (
      found && {
        arn: gatewayArn(aws, `restapis/${state.rest_api_id}/authorizers/${state.id}`),
        authorizer_credentials: found.authorizerCredentials,
        authorizer_result_ttl_in_seconds: found.authorizerResultTtlInSeconds ?? 300,
        authorizer_uri: found.authorizerUri,
        identity_source: found.identitySource,
        identity_validation_expression: found.identityValidationExpression,
        name: found.name,
        provider_arns: found.providerARNs,
        type: found.type,
      }
    );
  },

  async update(planned, aws, prior) {
    await aws.call("api-gateway", "UpdateAuthorizer", {
      restApiId: planned.rest_api_id,
      authorizerId: planned.id,
      patchOperations: [
        ...replacements(prior, planned, {
          authorizer_credentials: "/authorizerCredentials",
          authorizer_result_ttl_in_seconds: "/authorizerResultTtlInSeconds",
          authorizer_uri: "/authorizerUri",
          identity_source: "/identitySource",
          identity_validation_expression: "/identityValidationExpression",
          name: "/name",
          type: "/type",
        }),
        ...itemPatches("/providerARNs", prior.provider_arns, planned.provider_arns, false),
      ],
    });
  },

  async delete(prior, aws) {
    const place = { restApiId: prior.rest_api_id, authorizerId: prior.id };
    await unless(aws.call("api-gateway", "DeleteAuthorizer", place), GONE);
  },

  importId(id) {
    const [rest_api_id = "", authorizer = ""] = importParts(id, "REST-API-ID/AUTHORIZER-ID");
    return { id: authorizer, rest_api_id };
  },

  plan(change) {
    const { type } = change.planned;
    const needed = type === "COGNITO_USER_POOLS" ? "provider_arns" : "authorizer_uri";
    if (change.isKnown("type") && change.isKnown(needed) && !change.configured(needed))
      throw new Refusal(`${needed} must be set non-empty when authorizer type is ${type}`);
  },
});
