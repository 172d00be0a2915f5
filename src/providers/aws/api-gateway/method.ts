import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given, some, someEntries } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, importParts, itemPatches, mapPatches, replacements } from "./ids.ts";

type Method = ApiGatewayResources["aws_api_gateway_method"];

/** Where a method stands; integrations and responses have the same. */
interface Placed {
  readonly rest_api_id: string;
  readonly resource_id: string;
  readonly http_method: string;
}

export const placeOf = ({ rest_api_id, resource_id, http_method }: Placed) => ({
  restApiId: rest_api_id,
  resourceId: resource_id,
  httpMethod: http_method,
});

export const placeId = (prefix: string, { rest_api_id, resource_id, http_method }: Placed): string =>
  `${prefix}-${rest_api_id}-${resource_id}-${http_method}`;

export function importPlace(prefix: string, id: string) {
  const [rest_api_id = "", resource_id = "", http_method = ""] = importParts(id, "REST-API-ID/RESOURCE-ID/HTTP-METHOD");
  const place = { rest_api_id, resource_id, http_method };
  return { id: placeId(prefix, place), ...place };
}

export const awsApiGatewayMethod = defineResource<Method>({
  title: "API Gateway Method",
  named: () => null,
  readAfterCreate: false,

  async create(planned, aws) {
    await aws.call("api-gateway", "PutMethod", {
      ...placeOf(planned),
      authorizationType: planned.authorization,
      apiKeyRequired: planned.api_key_required ?? false,
      authorizationScopes: some(planned.authorization_scopes),
      authorizerId: given(planned.authorizer_id),
      operationName: given(planned.operation_name),
      requestModels: someEntries(planned.request_models),
      requestParameters: someEntries(planned.request_parameters),
      requestValidatorId: given(planned.request_validator_id),
    });
    return { id: placeId("agm", planned) };
  },

  async read(state, aws) {
    const method = await unless(aws.call("api-gateway", "GetMethod", placeOf(state)), GONE);
    return (
      method && {
        api_key_required: method.apiKeyRequired,
        authorization: method.authorizationType,
        authorization_scopes: method.authorizationScopes,
        authorizer_id: method.authorizerId,
        operation_name: method.operationName,
        request_models: method.requestModels ?? {},
        request_parameters: (method.requestParameters ?? {}) as never,
        request_validator_id: method.requestValidatorId,
      }
    );
  },

  async update(planned, aws, prior) {
    const patchOperations: PatchOperation[] = [
      ...replacements(prior, planned, {
        api_key_required: "/apiKeyRequired",
        authorization: "/authorizationType",
        authorizer_id: "/authorizerId",
        operation_name: "/operationName",
        request_validator_id: "/requestValidatorId",
      }),
      ...itemPatches("/authorizationScopes", prior.authorization_scopes, planned.authorization_scopes, false),
      ...mapPatches("/requestModels", prior.request_models, planned.request_models),
      ...mapPatches("/requestParameters", prior.request_parameters, planned.request_parameters),
    ];
    await aws.call("api-gateway", "UpdateMethod", { ...placeOf(planned), patchOperations });
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteMethod", placeOf(prior)), GONE);
  },

  importId: (id) => importPlace("agm", id),
});
