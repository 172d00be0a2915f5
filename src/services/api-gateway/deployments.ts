/** Deployments: an API as it was at one moment. */
import type { CreateDeploymentRequest, Deployment, Stage } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import type { Node } from "./resources.ts";
import { type Snapshot, takeSnapshot } from "./snapshot.ts";
import { checkedStage, newStage } from "./stages.ts";
import {
  allParts,
  badRequest,
  findPart,
  newId,
  type Place,
  removePart,
  requireApi,
  requirePart,
  savePart,
} from "./store.ts";

/** What is kept: the snapshot is what a stage serves. */
export interface Kept {
  readonly deployment: Deployment & { readonly id: string };
  readonly snapshot: Snapshot;
}

export const requireDeployment = (place: Place, api: string | undefined, id: string | undefined): Kept =>
  requirePart<Kept>(place, api, "deployment", id, "Invalid Deployment identifier specified");

export const createDeployment: Operation<ApiGateway, "CreateDeployment"> = (input, context) => {
  const snapshot = takeSnapshot(context, requireApi(context, input.restApiId));
  const api = snapshot.api.id;
  const { stageName, canarySettings } = input;
  const stage = stageName ? findPart<Stage>(context, api, "stage", stageName) : undefined;
  if (canarySettings && !stage)
    throw badRequest(
      `Invalid deployment content specified.${
        stageName
          ? `Stage ${stageName} must already be created before making a canary release deployment`
          : "Non null and non empty stageName must be provided for canary deployment. Provided value is null"
      }`,
    );
  const methods = snapshot.resources.flatMap((node) => Object.values(node.resourceMethods ?? {}));
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods");
  if (methods.some((method) => !method.methodIntegration)) throw badRequest("No integration defined for method");
  const deployment = {
    id: newId(),
    createdDate: new Date(wholeSeconds(context.clock.now())),
    ...(input.description !== undefined && { description: input.description }),
  };
  const served = stage
    ? { ...stage, ...changes(input, deployment.id), lastUpdatedDate: deployment.createdDate }
    : newStage(context, {
        stageName,
        deploymentId: deployment.id,
        description: input.stageDescription,
        variables: input.variables,
        tracingEnabled: input.tracingEnabled,
        cacheClusterEnabled: input.cacheClusterEnabled,
        cacheClusterSize: input.cacheClusterSize,
      });
  if (stageName) savePart(context, api, "stage", stageName, checkedStage(served));
  savePart<Kept>(context, api, "deployment", deployment.id, { deployment, snapshot });
  return deployment;
};

/** A canary leaves the stage its deployment and takes a share of the requests. */
function changes({ canarySettings, ...input }: Partial<CreateDeploymentRequest>, deploymentId: string): Stage {
  if (!canarySettings)
    return {
      deploymentId,
      ...(input.stageDescription !== undefined && { description: input.stageDescription }),
      ...(input.variables !== undefined && { variables: input.variables }),
    };
  const { percentTraffic = 0, stageVariableOverrides, useStageCache = false } = canarySettings;
  const overrides = stageVariableOverrides !== undefined && { stageVariableOverrides };
  return { canarySettings: { deploymentId, percentTraffic, ...overrides, useStageCache } };
}

export const getDeployment: Operation<ApiGateway, "GetDeployment"> = ({ restApiId, deploymentId, embed }, context) => {
  const { deployment, snapshot } = requireDeployment(context, restApiId, deploymentId);
  return embed?.includes("apisummary") ? { ...deployment, apiSummary: summary(snapshot.resources) } : deployment;
};

const summary = (resources: readonly Node[]) =>
  Object.fromEntries(
    resources
      .filter((node) => node.resourceMethods)
      .map((node) => [
        node.path,
        Object.fromEntries(
          Object.entries(node.resourceMethods ?? {}).map(([name, method]) => [
            name,
            { authorizationType: method.authorizationType, apiKeyRequired: method.apiKeyRequired },
          ]),
        ),
      ]),
  );

export const getDeployments: Operation<ApiGateway, "GetDeployments"> = ({ restApiId, ...request }, context) => {
  const { id } = requireApi(context, restApiId);
  return page(
    allParts<Kept>(context, id, "deployment").map(({ deployment }) => deployment),
    request,
  );
};

const PATHS = paths({ "/description": "text" });

export const updateDeployment: Operation<ApiGateway, "UpdateDeployment"> = (input, context) => {
  const kept = requireDeployment(context, input.restApiId, input.deploymentId);
  const deployment = patched(kept.deployment, input.patchOperations, PATHS);
  savePart<Kept>(context, input.restApiId as string, "deployment", deployment.id, { ...kept, deployment });
  return deployment;
};

export const deleteDeployment: Operation<ApiGateway, "DeleteDeployment"> = ({ restApiId, deploymentId }, context) => {
  const { deployment } = requireDeployment(context, restApiId, deploymentId);
  if (allParts<Stage>(context, restApiId as string, "stage").some((stage) => stage.deploymentId === deployment.id))
    throw badRequest("Active stages pointing to this deployment must be moved or deleted");
  removePart(context, restApiId as string, "deployment", deployment.id);
  return {};
};
