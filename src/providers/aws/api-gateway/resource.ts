import type { Aws } from "../framework/aws.ts";
import { defineDataSource, defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import type { ApiGatewayDataSources } from "../schema/api_gateway-data.generated.ts";
import { GONE, importParts, replacements } from "./ids.ts";

export const awsApiGatewayResource = defineResource<ApiGatewayResources["aws_api_gateway_resource"]>({
  title: "API Gateway Resource",
  named: () => null,

  async create(planned, aws) {
    const { id = "" } = await aws.call("api-gateway", "CreateResource", {
      restApiId: planned.rest_api_id,
      parentId: planned.parent_id,
      pathPart: planned.path_part,
    });
    return { id };
  },

  async read(state, aws) {
    const place = { restApiId: state.rest_api_id, resourceId: state.id };
    const found = await unless(aws.call("api-gateway", "GetResource", place), GONE);
    return found && { parent_id: found.parentId, path: found.path, path_part: found.pathPart };
  },

  async update(planned, aws, prior) {
    await aws.call("api-gateway", "UpdateResource", {
      restApiId: planned.rest_api_id,
      resourceId: planned.id,
      patchOperations: replacements(prior, planned, { parent_id: "/parentId", path_part: "/pathPart" }),
    });
  },

  async delete(prior, aws) {
    const place = { restApiId: prior.rest_api_id, resourceId: prior.id };
    await unless(aws.call("api-gateway", "DeleteResource", place), GONE);
  },

  importId(id) {
    const [rest_api_id = "", resource = ""] = importParts(id, "REST-API-ID/RESOURCE-ID");
    return { id: resource, rest_api_id };
  },
});

export const awsApiGatewayResourceData = defineDataSource<ApiGatewayDataSources["aws_api_gateway_resource"]>({
  title: "API Gateway Resource",
  async read({ rest_api_id, path }, aws) {
    const found = (await allResources(aws, rest_api_id)).find((one) => one.path === path);
    if (!found)
      throw new Refusal(
        `no Resources with path ${JSON.stringify(path)} found for rest api ${JSON.stringify(rest_api_id)}`,
      );
    return { id: found.id, parent_id: found.parentId, path_part: found.pathPart };
  },
});

const allResources = (aws: Aws, restApiId: string) =>
  everyPage(
    (position) => aws.call("api-gateway", "GetResources", { restApiId, position, limit: 500 }),
    (answer) => answer.items,
    (answer) => answer.position,
  );
