import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";
import { importedPart } from "./ids.ts";

export const awsApigatewayv2Deployment = defineResource<Apigatewayv2Resources["aws_apigatewayv2_deployment"]>({
  title: "API Gateway v2 Deployment",
  named: () => null,
  async create(planned, aws, keep) {
    const { DeploymentId = "" } = await aws.call("apigatewayv2", "CreateDeployment", {
      ApiId: planned.api_id,
      Description: given(planned.description),
    });
    keep(DeploymentId);
    await deployed(aws, planned.api_id, DeploymentId);
    return { id: DeploymentId };
  },
  async read(state, aws) {
    const found = await unless(
      aws.call("apigatewayv2", "GetDeployment", { ApiId: state.api_id, DeploymentId: state.id }),
      "NotFoundException",
    );
    return found && { auto_deployed: found.AutoDeployed, description: found.Description };
  },
  async update(planned, aws) {
    await aws.call("apigatewayv2", "UpdateDeployment", {
      ApiId: planned.api_id,
      DeploymentId: planned.id,
      Description: planned.description ?? "",
    });
    await deployed(aws, planned.api_id, planned.id);
  },
  async delete(prior, aws) {
    await unless(
      aws.call("apigatewayv2", "DeleteDeployment", { ApiId: prior.api_id, DeploymentId: prior.id }),
      "NotFoundException",
    );
  },
  importId: (id) => importedPart(id, "deployment"),
});

async function deployed(aws: Aws, ApiId: string, DeploymentId: string): Promise<void> {
  await aws.until(`API Gateway v2 Deployment (${DeploymentId}) create`, async () => {
    const found = await aws.call("apigatewayv2", "GetDeployment", { ApiId, DeploymentId });
    if (found.DeploymentStatus === "FAILED")
      throw new Refusal(found.DeploymentStatusMessage ?? "the deployment failed");
    return found.DeploymentStatus === "PENDING" ? undefined : true;
  });
}
