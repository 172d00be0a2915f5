import type { GatewayResponseType } from "@aws-sdk/client-api-gateway";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given, someEntries } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, importParts } from "./ids.ts";

type Response = ApiGatewayResources["aws_api_gateway_gateway_response"];

const placeOf = ({ rest_api_id, response_type }: Response) => ({
  restApiId: rest_api_id,
  responseType: response_type as GatewayResponseType,
});

const put = (aws: Aws, planned: Response) =>
  aws.call("api-gateway", "PutGatewayResponse", {
    ...placeOf(planned),
    responseParameters: someEntries(planned.response_parameters),
    responseTemplates: someEntries(planned.response_templates),
    statusCode: given(planned.status_code),
  });

export const awsApiGatewayGatewayResponse = defineResource<Response>({
  title: "API Gateway Gateway Response",
  words: {
    creating: () => "putting API Gateway Gateway Response",
    updating: () => "putting API Gateway Gateway Response",
  },
  named: () => null,

  async create(planned, aws) {
    await put(aws, planned);
    return { id: `aggr-${planned.rest_api_id}-${planned.response_type}` };
  },

  async read(state, aws) {
    const found = await unless(aws.call("api-gateway", "GetGatewayResponse", placeOf(state)), GONE);
    return (
      found && {
        response_parameters: found.responseParameters ?? {},
        response_templates: found.responseTemplates ?? {},
        response_type: found.responseType,
        status_code: found.statusCode,
      }
    );
  },

  async update(planned, aws) {
    await put(aws, planned);
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteGatewayResponse", placeOf(prior)), GONE);
  },

  importId(id) {
    const [rest_api_id = "", response_type = ""] = importParts(id, "REST-API-ID/RESPONSE-TYPE");
    return { id: `aggr-${rest_api_id}-${response_type}`, rest_api_id, response_type };
  },
});
