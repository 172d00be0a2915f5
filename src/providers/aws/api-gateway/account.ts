import type { Account } from "@aws-sdk/client-api-gateway";
import { defineResource } from "../framework/behaviour.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { replace } from "./ids.ts";

/** A region's settings, which are always there: nothing is made, and nothing goes unless it is asked for. */
export const awsApiGatewayAccount = defineResource<ApiGatewayResources["aws_api_gateway_account"]>({
  title: "API Gateway Account",
  named: () => null,

  async create(planned, aws) {
    const patchOperations = [replace("/cloudwatchRoleArn", planned.cloudwatch_role_arn)];
    await aws.call("api-gateway", "UpdateAccount", { patchOperations });
    return { id: "api-gateway-account" };
  },

  async read(_, aws) {
    return accountFound(await aws.call("api-gateway", "GetAccount", {}));
  },

  async update(planned, aws) {
    const patchOperations = [replace("/cloudwatchRoleArn", planned.cloudwatch_role_arn)];
    await aws.call("api-gateway", "UpdateAccount", { patchOperations });
  },

  async delete(prior, aws) {
    if (!prior.reset_on_delete) return;
    await aws.call("api-gateway", "UpdateAccount", { patchOperations: [replace("/cloudwatchRoleArn", "")] });
  },
});

const accountFound = (account: Account) => ({
  api_key_version: account.apiKeyVersion,
  cloudwatch_role_arn: account.cloudwatchRoleArn ?? "",
  features: account.features ?? [],
  throttle_settings: account.throttleSettings
    ? [{ burst_limit: account.throttleSettings.burstLimit, rate_limit: account.throttleSettings.rateLimit }]
    : [],
});
