/** An OpenAPI document put into an existing REST API; each change of `triggers` puts it again. */
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { someEntries } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE } from "./ids.ts";

type RestApiPut = ApiGatewayResources["aws_api_gateway_rest_api_put"];

export const awsApiGatewayRestApiPut = defineResource<RestApiPut>({
  title: "API Gateway REST API Put",
  named: (planned) => planned.rest_api_id,

  async create(planned, aws) {
    await aws.call("api-gateway", "PutRestApi", {
      restApiId: planned.rest_api_id,
      body: Buffer.from(planned.body),
      failOnWarnings: planned.fail_on_warnings ?? false,
      parameters: someEntries(planned.parameters),
    });
    return { id: planned.rest_api_id };
  },

  async read(state, aws) {
    const restApiId = state.rest_api_id || state.id;
    return (await unless(aws.call("api-gateway", "GetRestApi", { restApiId }), GONE)) && { rest_api_id: restApiId };
  },

  async delete() {},

  // Every change puts the document again, with what is not given worked out anew.
  plan(change) {
    const given = ["body", "parameters", "rest_api_id", "triggers", "fail_on_warnings"] as const;
    if (change.creating || change.configured("fail_on_warnings") || !change.changed(...given)) return;
    change.recompute("fail_on_warnings");
    change.replaceFor("fail_on_warnings");
  },

  importId: (id) => ({ rest_api_id: id }),
});
