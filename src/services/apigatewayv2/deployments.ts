/** Deployments: what an API's routes were at a moment. A stage that deploys itself gets a new one with every change. */
import type { Deployment, Integration, Route, Stage } from "@aws-sdk/client-apigatewayv2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import type { Store } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { changed } from "./changes.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { page } from "./page.ts";
import { allParts, findPart, newPartId, type Place, removePart, requireApi, requirePart, savePart } from "./store.ts";

/** A deployment as it is stored: with what it serves. */
export interface DeploymentRecord extends Deployment {
  readonly routes: readonly Route[];
  readonly integrations: readonly Integration[];
}

function deploy(
  context: OperationContext,
  apiId: string,
  description: string | undefined,
  automatic: boolean,
): DeploymentRecord {
  const record: DeploymentRecord = {
    DeploymentId: newPartId(),
    DeploymentStatus: "DEPLOYED",
    AutoDeployed: automatic,
    CreatedDate: new Date(wholeSeconds(context.clock.now())),
    ...(description === undefined ? {} : { Description: description }),
    routes: allParts<Route>(context.store, context, apiId, "route"),
    integrations: allParts<Integration>(context.store, context, apiId, "integration"),
  };
  savePart(context.store, context, apiId, "deployment", record.DeploymentId as string, record);
  return record;
}

/** Deploys the API to its stages that ask for it. Called after every change of routes and integrations. */
export function autoDeploy(context: OperationContext, apiId: string): void {
  for (const stage of allParts<Stage>(context.store, context, apiId, "stage")) {
    if (!stage.AutoDeploy) continue;
    if (stage.DeploymentId !== undefined) removePart(context.store, context, apiId, "deployment", stage.DeploymentId);
    const { DeploymentId } = deploy(
      context,
      apiId,
      "Automatic deployment triggered by changes to the Api configuration",
      true,
    );
    savePart(context.store, context, apiId, "stage", stage.StageName as string, {
      ...stage,
      DeploymentId,
      LastDeploymentStatusMessage: `Successfully deployed stage with deployment ID '${DeploymentId}'`,
    });
  }
}

const shown = ({ routes: _routes, integrations: _integrations, ...deployment }: DeploymentRecord): Deployment =>
  deployment;

export const createDeployment: Operation<ApiGatewayV2, "CreateDeployment"> = (input, context) => {
  const { ApiId } = requireApi(context.store, context, input.ApiId);
  if (allParts<Route>(context.store, context, ApiId, "route").length === 0) {
    throw new ServiceException("BadRequestException", "At least one route is required before deploying the Api.");
  }
  const stage =
    input.StageName === undefined
      ? undefined
      : requirePart<Stage>(context.store, context, ApiId, "stage", input.StageName);
  const deployment = deploy(context, ApiId, input.Description, false);
  if (stage) {
    const { DeploymentId } = deployment;
    savePart(context.store, context, ApiId, "stage", input.StageName as string, { ...stage, DeploymentId });
  }
  return shown(deployment);
};

export const getDeployment: Operation<ApiGatewayV2, "GetDeployment"> = ({ ApiId, DeploymentId }, context) =>
  shown(requirePart<DeploymentRecord>(context.store, context, ApiId, "deployment", DeploymentId));

export const getDeployments: Operation<ApiGatewayV2, "GetDeployments"> = (input, context) => {
  const { ApiId } = requireApi(context.store, context, input.ApiId);
  return page(allParts<DeploymentRecord>(context.store, context, ApiId, "deployment").map(shown), input);
};

export const updateDeployment: Operation<ApiGatewayV2, "UpdateDeployment"> = (input, context) => {
  const { ApiId, DeploymentId, Description } = input;
  const record = requirePart<DeploymentRecord>(context.store, context, ApiId, "deployment", DeploymentId);
  const next = changed(record, { Description });
  savePart(context.store, context, ApiId as string, "deployment", DeploymentId as string, next);
  return shown(next);
};

export const deleteDeployment: Operation<ApiGatewayV2, "DeleteDeployment"> = ({ ApiId, DeploymentId }, context) => {
  requirePart(context.store, context, ApiId, "deployment", DeploymentId);
  const stages = allParts<Stage>(context.store, context, ApiId as string, "stage");
  if (stages.some((stage) => stage.DeploymentId === DeploymentId)) {
    throw new ServiceException(
      "BadRequestException",
      "Active stages pointing to this deployment must be moved or deleted",
    );
  }
  removePart(context.store, context, ApiId as string, "deployment", DeploymentId as string);
  return {};
};

/** What a stage serves now; undefined before anything has been deployed to it. */
export function servedBy(store: Store, place: Place, apiId: string, stage: Stage): DeploymentRecord | undefined {
  return stage.DeploymentId === undefined
    ? undefined
    : findPart<DeploymentRecord>(store, place, apiId, "deployment", stage.DeploymentId);
}
