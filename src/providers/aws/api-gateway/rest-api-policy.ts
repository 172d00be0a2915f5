import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { normalizedJson } from "../framework/json.ts";
import { policyFound, samePolicy } from "../framework/policy.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, replace } from "./ids.ts";
import { unescaped } from "./rest-api.ts";

export const awsApiGatewayRestApiPolicy = defineResource<ApiGatewayResources["aws_api_gateway_rest_api_policy"]>({
  title: "API Gateway REST API Policy",
  named: (planned) => planned.rest_api_id,

  async create(planned, aws) {
    const patchOperations = [replace("/policy", planned.policy)];
    await aws.call("api-gateway", "UpdateRestApi", { restApiId: planned.rest_api_id, patchOperations });
    return { id: planned.rest_api_id };
  },

  async read(state, aws) {
    const api = await unless(aws.call("api-gateway", "GetRestApi", { restApiId: state.id }), GONE);
    return api && { policy: policyFound(state.policy, unescaped(api.policy)), rest_api_id: state.id };
  },

  async update(planned, aws) {
    const patchOperations = [replace("/policy", planned.policy)];
    await aws.call("api-gateway", "UpdateRestApi", { restApiId: planned.id, patchOperations });
  },

  async delete(prior, aws) {
    const patchOperations = [replace("/policy", "")];
    await unless(aws.call("api-gateway", "UpdateRestApi", { restApiId: prior.id, patchOperations }), GONE);
  },

  equivalent: { policy: samePolicy },
  normalize: { policy: normalizedJson },
});
