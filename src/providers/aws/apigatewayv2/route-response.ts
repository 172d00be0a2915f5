import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";

type Response = Apigatewayv2Resources["aws_apigatewayv2_route_response"];

const place = (one: Response) => ({ ApiId: one.api_id, RouteId: one.route_id });

export const awsApigatewayv2RouteResponse = defineResource<Response>({
  title: "API Gateway v2 Route Response",
  named: () => null,
  async create(planned, aws) {
    const { RouteResponseId = "" } = await aws.call("apigatewayv2", "CreateRouteResponse", {
      ...place(planned),
      RouteResponseKey: planned.route_response_key,
      ModelSelectionExpression: given(planned.model_selection_expression),
      ResponseModels: someEntries(planned.response_models),
    });
    return { id: RouteResponseId };
  },
  async read(state, aws) {
    const found = await unless(
      aws.call("apigatewayv2", "GetRouteResponse", { ...place(state), RouteResponseId: state.id }),
      "NotFoundException",
    );
    if (!found) return undefined;
    return {
      model_selection_expression: found.ModelSelectionExpression,
      response_models: found.ResponseModels,
      route_response_key: found.RouteResponseKey ?? "",
    };
  },
  async update(planned, aws, prior) {
    await aws.call("apigatewayv2", "UpdateRouteResponse", {
      ...place(planned),
      RouteResponseId: planned.id,
      ...(differs(prior, planned, "model_selection_expression") && {
        ModelSelectionExpression: planned.model_selection_expression ?? "",
      }),
      ...(differs(prior, planned, "response_models") && { ResponseModels: planned.response_models }),
      ...(differs(prior, planned, "route_response_key") && { RouteResponseKey: planned.route_response_key }),
    });
  },
  async delete(prior, aws) {
    await unless(
      aws.call("apigatewayv2", "DeleteRouteResponse", { ...place(prior), RouteResponseId: prior.id }),
      "NotFoundException",
    );
  },
  importId(id) {
    const [api, route, response, ...rest] = id.split("/");
    if (!api || !route || !response || rest.length > 0)
      throw new Refusal(`wrong format of import ID (${id}), use: 'api-id/route-id/route-response-id'`);
    return { id: response, api_id: api, route_id: route };
  },
});
