import { defineResource, Refusal } from "../framework/behaviour.ts";
import { isRefusal, unless } from "../framework/call-error.ts";
import { given, someEntries } from "../framework/given.ts";
import { awsTime } from "../framework/time.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { executionArn, GONE, invokeUrl, replacements } from "./ids.ts";

export const awsApiGatewayDeployment = defineResource<ApiGatewayResources["aws_api_gateway_deployment"]>({
  title: "API Gateway Deployment",
  named: () => null,

  async create(planned, aws) {
    const { id = "" } = await aws.call("api-gateway", "CreateDeployment", {
      restApiId: planned.rest_api_id,
      description: given(planned.description),
      stageName: given(planned.stage_name),
      stageDescription: given(planned.stage_description),
      variables: someEntries(planned.variables),
    });
    return { id };
  },

  async read(state, aws) {
    const place = { restApiId: state.rest_api_id, deploymentId: state.id };
    const found = await unless(aws.call("api-gateway", "GetDeployment", place), GONE);
    const stage = state.stage_name ?? "";
    return (
      found && {
        created_date: awsTime(found.createdDate),
        description: found.description,
        execution_arn: executionArn(aws, `${state.rest_api_id}/${stage}`),
        invoke_url: invokeUrl(aws, state.rest_api_id, stage),
      }
    );
  },

  async update(planned, aws, prior) {
    await aws.call("api-gateway", "UpdateDeployment", {
      restApiId: planned.rest_api_id,
      deploymentId: planned.id,
      patchOperations: replacements(prior, planned, { description: "/description" }),
    });
  },

  async delete(prior, aws) {
    const place = { restApiId: prior.rest_api_id, deploymentId: prior.id };
    // A stage that the deployment made itself goes with it, unless it has moved on.
    if (prior.stage_name) {
      const at = { restApiId: prior.rest_api_id, stageName: prior.stage_name };
      const stage = await unless(aws.call("api-gateway", "GetStage", at), GONE);
      if (stage?.deploymentId === prior.id) await unless(aws.call("api-gateway", "DeleteStage", at), GONE);
    }
    // A stage that is being moved to the next deployment still holds this one for a moment.
    await aws.until(`API Gateway Deployment (${prior.id}) delete`, async () => {
      try {
        await unless(aws.call("api-gateway", "DeleteDeployment", place), GONE);
        return true;
      } catch (error) {
        if (isRefusal(error, "BadRequestException") && error.reason.startsWith("Active stages")) return undefined;
        throw error;
      }
    });
  },

  importId(id) {
    const [rest_api_id = "", deployment = "", ...rest] = id.split("/");
    if (!rest_api_id || !deployment || rest.length > 0)
      throw new Refusal(`Unexpected format of ID (${id}), use: 'REST-API-ID/DEPLOYMENT-ID'`);
    return { id: deployment, rest_api_id };
  },
});
