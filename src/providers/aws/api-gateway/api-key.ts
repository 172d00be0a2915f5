import type { ApiKey } from "@aws-sdk/client-api-gateway";
import type { Aws } from "../framework/aws.ts";
import { defineDataSource, defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given, someEntries } from "../framework/given.ts";
import { awsTime } from "../framework/time.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import type { ApiGatewayDataSources } from "../schema/api_gateway-data.generated.ts";
import { GONE, gatewayArn, replacements, retagGateway } from "./ids.ts";

export const awsApiGatewayApiKey = defineResource<ApiGatewayResources["aws_api_gateway_api_key"]>({
  title: "API Gateway API Key",
  named: (planned) => planned.name,

  async create(planned, aws) {
    const { id = "" } = await aws.call("api-gateway", "CreateApiKey", {
      name: planned.name,
      customerId: given(planned.customer_id),
      description: given(planned.description),
      enabled: planned.enabled ?? false,
      value: given(planned.value),
      tags: someEntries(planned.tags_all),
    });
    return { id };
  },

  async read(state, aws) {
    const key = await unless(aws.call("api-gateway", "GetApiKey", { apiKey: state.id, includeValue: true }), GONE);
    return key && keyFound(aws, key);
  },

  async update(planned, aws, prior) {
    const patchOperations = replacements(prior, planned, {
      customer_id: "/customerId",
      description: "/description",
      enabled: "/enabled",
      name: "/name",
    });
    if (patchOperations.length > 0)
      await aws.call("api-gateway", "UpdateApiKey", { apiKey: planned.id, patchOperations });
    await retagGateway(aws, gatewayArn(aws, `apikeys/${planned.id}`), prior.tags_all, planned.tags_all);
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteApiKey", { apiKey: prior.id }), GONE);
  },
});

const keyFound = (aws: Aws, key: ApiKey) => ({
  arn: gatewayArn(aws, `apikeys/${key.id}`),
  created_date: awsTime(key.createdDate),
  customer_id: key.customerId,
  description: key.description,
  enabled: key.enabled,
  last_updated_date: awsTime(key.lastUpdatedDate),
  name: key.name,
  value: key.value,
  tags: key.tags ?? {},
});

export const awsApiGatewayApiKeyData = defineDataSource<ApiGatewayDataSources["aws_api_gateway_api_key"]>({
  title: "API Gateway API Key",
  async read({ id }, aws) {
    return { id, ...keyFound(aws, await aws.call("api-gateway", "GetApiKey", { apiKey: id, includeValue: true })) };
  },
});
