import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import { normalizedJson, sameJson } from "../framework/json.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, importParts, replacements } from "./ids.ts";

type Model = ApiGatewayResources["aws_api_gateway_model"];

const placeOf = ({ rest_api_id, name }: Model) => ({ restApiId: rest_api_id, modelName: name });

export const awsApiGatewayModel = defineResource<Model>({
  title: "API Gateway Model",
  named: (planned) => planned.name,

  async create(planned, aws) {
    const { id = "" } = await aws.call("api-gateway", "CreateModel", {
      restApiId: planned.rest_api_id,
      name: planned.name,
      contentType: planned.content_type,
      description: given(planned.description),
      schema: given(planned.schema),
    });
    return { id };
  },

  async read(state, aws) {
    const model = await unless(aws.call("api-gateway", "GetModel", placeOf(state)), GONE);
    return model && { content_type: model.contentType, description: model.description, schema: model.schema };
  },

  readAfterCreate: false,

  async update(planned, aws, prior) {
    const patchOperations = replacements(prior, planned, { description: "/description", schema: "/schema" });
    await aws.call("api-gateway", "UpdateModel", { ...placeOf(planned), patchOperations });
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteModel", placeOf(prior)), GONE);
  },

  async importId(id, aws) {
    const [rest_api_id = "", name = ""] = importParts(id, "REST-API-ID/NAME");
    const model = await unless(aws.call("api-gateway", "GetModel", { restApiId: rest_api_id, modelName: name }), GONE);
    if (!model) throw new Refusal("couldn't find resource");
    return { id: model.id ?? "", rest_api_id, name };
  },

  equivalent: { schema: sameJson },
  normalize: { schema: normalizedJson },
});
