/** Documentation of a REST API: parts of it, and versions of the whole. */
import type { DocumentationPartType } from "@aws-sdk/client-api-gateway";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, importParts, replace } from "./ids.ts";

const partPlace = (id: string) => {
  const [restApiId = "", documentationPartId = ""] = importParts(id, "REST-API-ID/DOC-PART-ID");
  return { restApiId, documentationPartId };
};

export const awsApiGatewayDocumentationPart = defineResource<ApiGatewayResources["aws_api_gateway_documentation_part"]>(
  {
    title: "API Gateway Documentation Part",
    named: () => null,

    async create(planned, aws) {
      const [location] = planned.location;
      const { id = "" } = await aws.call("api-gateway", "CreateDocumentationPart", {
        restApiId: planned.rest_api_id,
        properties: planned.properties,
        location: {
          type: location?.type as DocumentationPartType,
          method: given(location?.method),
          name: given(location?.name),
          path: given(location?.path),
          statusCode: given(location?.status_code),
        },
      });
      return { id: `${planned.rest_api_id}/${id}` };
    },

    async read(state, aws) {
      const found = await unless(aws.call("api-gateway", "GetDocumentationPart", partPlace(state.id)), GONE);
      if (!found) return undefined;
      const { location } = found;
      return {
        documentation_part_id: found.id,
        location: location
          ? [
              {
                method: location.method,
                name: location.name,
                path: location.path,
                status_code: location.statusCode,
                type: location.type,
              },
            ]
          : [],
        properties: found.properties,
        rest_api_id: partPlace(state.id).restApiId,
      };
    },

    async update(planned, aws, prior) {
      if (differs(prior, planned, "properties"))
        await aws.call("api-gateway", "UpdateDocumentationPart", {
          ...partPlace(planned.id),
          patchOperations: [replace("/properties", planned.properties)],
        });
    },

    async delete(prior, aws) {
      await unless(aws.call("api-gateway", "DeleteDocumentationPart", partPlace(prior.id)), GONE);
    },
  },
);

const versionPlace = (id: string) => {
  const [restApiId = "", documentationVersion = ""] = importParts(id, "REST-API-ID/VERSION");
  return { restApiId, documentationVersion };
};

export const awsApiGatewayDocumentationVersion = defineResource<
  ApiGatewayResources["aws_api_gateway_documentation_version"]
>({
  title: "API Gateway Documentation Version",
  named: () => null,

  async create(planned, aws) {
    await aws.call("api-gateway", "CreateDocumentationVersion", {
      restApiId: planned.rest_api_id,
      documentationVersion: planned.version,
      description: given(planned.description),
    });
    return { id: `${planned.rest_api_id}/${planned.version}` };
  },

  async read(state, aws) {
    const place = versionPlace(state.id);
    const found = await unless(aws.call("api-gateway", "GetDocumentationVersion", place), GONE);
    return found && { description: found.description, rest_api_id: place.restApiId, version: found.version };
  },

  async update(planned, aws) {
    await aws.call("api-gateway", "UpdateDocumentationVersion", {
      ...versionPlace(planned.id),
      patchOperations: [replace("/description", planned.description)],
    });
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteDocumentationVersion", versionPlace(prior.id)), GONE);
  },
});
