import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, importParts, replacements } from "./ids.ts";

export const awsApiGatewayRequestValidator = defineResource<ApiGatewayResources["aws_api_gateway_request_validator"]>({
  title: "API Gateway Request Validator",
  named: (planned) => planned.name,

  async create(planned, aws) {
    const { id = "" } = await aws.call("api-gateway", "CreateRequestValidator", {
      restApiId: planned.rest_api_id,
      name: planned.name,
      validateRequestBody: planned.validate_request_body ?? false,
      validateRequestParameters: planned.validate_request_parameters ?? false,
    });
    return { id };
  },

  async read(state, aws) {
    const place = { restApiId: state.rest_api_id, requestValidatorId: state.id };
    const found = await unless(aws.call("api-gateway", "GetRequestValidator", place), GONE);
    return (
      found && {
        name: found.name,
        validate_request_body: found.validateRequestBody,
        validate_request_parameters: found.validateRequestParameters,
      }
    );
  },

  async update(planned, aws, prior) {
    await aws.call("api-gateway", "UpdateRequestValidator", {
      restApiId: planned.rest_api_id,
      requestValidatorId: planned.id,
      patchOperations: replacements(prior, planned, {
        name: "/name",
        validate_request_body: "/validateRequestBody",
        validate_request_parameters: "/validateRequestParameters",
      }),
    });
  },

  async delete(prior, aws) {
    const place = { restApiId: prior.rest_api_id, requestValidatorId: prior.id };
    await unless(aws.call("api-gateway", "DeleteRequestValidator", place), GONE);
  },

  importId(id) {
    const [rest_api_id = "", validator = ""] = importParts(id, "REST-API-ID/REQUEST-VALIDATOR-ID");
    return { id: validator, rest_api_id };
  },
});
