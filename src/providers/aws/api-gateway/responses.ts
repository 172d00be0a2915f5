/** What a method answers by status, and how its integration's answers become that. */
import type { ContentHandlingStrategy } from "@aws-sdk/client-api-gateway";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given, someEntries } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, importParts, mapPatches } from "./ids.ts";
import { placeId, placeOf } from "./method.ts";

type MethodResponse = ApiGatewayResources["aws_api_gateway_method_response"];
type IntegrationResponse = ApiGatewayResources["aws_api_gateway_integration_response"];

const at = (response: Pick<MethodResponse, "rest_api_id" | "resource_id" | "http_method" | "status_code">) => ({
  ...placeOf(response),
  statusCode: response.status_code,
});

function imported(prefix: string, id: string) {
  const [rest_api_id = "", resource_id = "", http_method = "", status_code = ""] = importParts(
    id,
    "REST-API-ID/RESOURCE-ID/HTTP-METHOD/STATUS-CODE",
  );
  const place = { rest_api_id, resource_id, http_method };
  return { id: `${placeId(prefix, place)}-${status_code}`, ...place, status_code };
}

export const awsApiGatewayMethodResponse = defineResource<MethodResponse>({
  title: "API Gateway Method Response",
  named: () => null,

  async create(planned, aws) {
    await aws.call("api-gateway", "PutMethodResponse", {
      ...at(planned),
      responseModels: someEntries(planned.response_models),
      responseParameters: someEntries(planned.response_parameters),
    });
    return { id: `${placeId("agmr", planned)}-${planned.status_code}` };
  },

  async read(state, aws) {
    const found = await unless(aws.call("api-gateway", "GetMethodResponse", at(state)), GONE);
    return (
      found && {
        response_models: found.responseModels ?? {},
        response_parameters: (found.responseParameters ?? {}) as never,
      }
    );
  },

  async update(planned, aws, prior) {
    await aws.call("api-gateway", "UpdateMethodResponse", {
      ...at(planned),
      patchOperations: [
        ...mapPatches("/responseModels", prior.response_models, planned.response_models),
        ...mapPatches("/responseParameters", prior.response_parameters, planned.response_parameters),
      ],
    });
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteMethodResponse", at(prior)), GONE);
  },

  importId: (id) => imported("agmr", id),
});

const put = (aws: Aws, planned: IntegrationResponse) =>
  aws.call("api-gateway", "PutIntegrationResponse", {
    ...at(planned),
    contentHandling: given(planned.content_handling) as ContentHandlingStrategy | undefined,
    responseParameters: someEntries(planned.response_parameters),
    responseTemplates: someEntries(planned.response_templates),
    selectionPattern: given(planned.selection_pattern),
  });

export const awsApiGatewayIntegrationResponse = defineResource<IntegrationResponse>({
  title: "API Gateway Integration Response",
  named: () => null,

  async create(planned, aws) {
    await put(aws, planned);
    return { id: `${placeId("agir", planned)}-${planned.status_code}` };
  },

  async read(state, aws) {
    const found = await unless(aws.call("api-gateway", "GetIntegrationResponse", at(state)), GONE);
    return (
      found && {
        content_handling: found.contentHandling,
        response_parameters: found.responseParameters ?? {},
        response_templates: found.responseTemplates ?? {},
        selection_pattern: found.selectionPattern,
      }
    );
  },

  async update(planned, aws) {
    await put(aws, planned);
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteIntegrationResponse", at(prior)), GONE);
  },

  importId: (id) => imported("agir", id),
});
