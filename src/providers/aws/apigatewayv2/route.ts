import type { AuthorizationType } from "@aws-sdk/client-apigatewayv2";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, some, someEntries } from "../framework/given.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";
import { importedPart, present } from "./ids.ts";

type Route = Apigatewayv2Resources["aws_apigatewayv2_route"];

export const awsApigatewayv2Route = defineResource<Route>({
  title: "API Gateway v2 Route",
  named: () => null,

  async create(planned, aws) {
    const { RouteId = "" } = await aws.call("apigatewayv2", "CreateRoute", {
      ApiId: planned.api_id,
      RouteKey: planned.route_key,
      ApiKeyRequired: planned.api_key_required ?? false,
      AuthorizationScopes: some(planned.authorization_scopes),
      AuthorizationType: given(planned.authorization_type) as AuthorizationType | undefined,
      AuthorizerId: given(planned.authorizer_id),
      ModelSelectionExpression: given(planned.model_selection_expression),
      OperationName: given(planned.operation_name),
      RequestModels: someEntries(planned.request_models),
      RequestParameters: someEntries(requestParameters(planned)),
      RouteResponseSelectionExpression: given(planned.route_response_selection_expression),
      Target: given(planned.target),
    });
    return { id: RouteId };
  },

  async read(state, aws) {
    const route = await unless(
      aws.call("apigatewayv2", "GetRoute", { ApiId: state.api_id, RouteId: state.id }),
      "NotFoundException",
    );
    if (!route) return undefined;
    return {
      api_key_required: route.ApiKeyRequired,
      authorization_scopes: route.AuthorizationScopes,
      authorization_type: route.AuthorizationType,
      authorizer_id: route.AuthorizerId,
      model_selection_expression: route.ModelSelectionExpression,
      operation_name: route.OperationName,
      request_models: route.RequestModels,
      request_parameter: Object.entries(route.RequestParameters ?? {}).map(([request_parameter_key, { Required }]) => ({
        request_parameter_key,
        required: Required,
      })),
      route_key: route.RouteKey,
      route_response_selection_expression: route.RouteResponseSelectionExpression,
      target: route.Target,
    };
  },

  async update(planned, aws, prior) {
    const { api_id: ApiId, id: RouteId } = planned;
    for (const { request_parameter_key } of prior.request_parameter)
      if (!planned.request_parameter.some((one) => one.request_parameter_key === request_parameter_key))
        await aws.call("apigatewayv2", "DeleteRouteRequestParameter", {
          ApiId,
          RouteId,
          RequestParameterKey: request_parameter_key,
        });
    const changed = (name: keyof Route): boolean => differs(prior, planned, name);
    await aws.call("apigatewayv2", "UpdateRoute", {
      ApiId,
      RouteId,
      ...(changed("api_key_required") && { ApiKeyRequired: planned.api_key_required ?? false }),
      ...(changed("authorization_scopes") && { AuthorizationScopes: [...planned.authorization_scopes] }),
      ...(changed("authorization_type") && { AuthorizationType: planned.authorization_type as AuthorizationType }),
      ...(changed("authorizer_id") && { AuthorizerId: planned.authorizer_id ?? "" }),
      ...(changed("model_selection_expression") && {
        ModelSelectionExpression: planned.model_selection_expression ?? "",
      }),
      ...(changed("operation_name") && { OperationName: planned.operation_name ?? "" }),
      ...(changed("request_models") && { RequestModels: planned.request_models }),
      ...(changed("request_parameter") && { RequestParameters: requestParameters(planned) }),
      ...(changed("route_key") && { RouteKey: planned.route_key }),
      ...(changed("route_response_selection_expression") && {
        RouteResponseSelectionExpression: planned.route_response_selection_expression ?? "",
      }),
      ...(changed("target") && { Target: planned.target ?? "" }),
    });
  },

  async delete(prior, aws) {
    await unless(
      aws.call("apigatewayv2", "DeleteRoute", { ApiId: prior.api_id, RouteId: prior.id }),
      "NotFoundException",
    );
  },

  async importId(id, aws) {
    const part = importedPart(id, "route");
    await present(aws.call("apigatewayv2", "GetRoute", { ApiId: part.api_id, RouteId: part.id }));
    return part;
  },
});

const requestParameters = ({ request_parameter }: Route) =>
  Object.fromEntries(
    request_parameter.map(({ request_parameter_key, required }) => [
      request_parameter_key,
      { Required: required ?? false },
    ]),
  );
