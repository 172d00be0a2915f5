import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given } from "../framework/given.ts";
import { normalizedJson, sameJson } from "../framework/json.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";
import { importedPart } from "./ids.ts";

export const awsApigatewayv2Model = defineResource<Apigatewayv2Resources["aws_apigatewayv2_model"]>({
  title: "API Gateway v2 Model",
  normalize: { schema: normalizedJson },
  equivalent: { schema: sameJson },
  async create(planned, aws) {
    const { ModelId = "" } = await aws.call("apigatewayv2", "CreateModel", {
      ApiId: planned.api_id,
      ContentType: planned.content_type,
      Name: planned.name,
      Schema: planned.schema,
      Description: given(planned.description),
    });
    return { id: ModelId };
  },
  async read(state, aws) {
    const model = await unless(
      aws.call("apigatewayv2", "GetModel", { ApiId: state.api_id, ModelId: state.id }),
      "NotFoundException",
    );
    if (!model) return undefined;
    return {
      content_type: model.ContentType ?? "",
      description: model.Description,
      name: model.Name ?? "",
      schema: model.Schema ?? "",
    };
  },
  async update(planned, aws, prior) {
    await aws.call("apigatewayv2", "UpdateModel", {
      ApiId: planned.api_id,
      ModelId: planned.id,
      ...(differs(prior, planned, "content_type") && { ContentType: planned.content_type }),
      ...(differs(prior, planned, "description") && { Description: planned.description ?? "" }),
      ...(differs(prior, planned, "name") && { Name: planned.name }),
      ...(differs(prior, planned, "schema") && { Schema: planned.schema }),
    });
  },
  async delete(prior, aws) {
    await unless(
      aws.call("apigatewayv2", "DeleteModel", { ApiId: prior.api_id, ModelId: prior.id }),
      "NotFoundException",
    );
  },
  importId: (id) => importedPart(id, "model"),
});
