/** Stages: under which name a deployment is reached, and how. */
import type { CreateStageRequest, MethodSetting, PatchOperation, Stage } from "@aws-sdk/client-api-gateway";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import type { ApiGateway } from "./client.ts";
import { patchMethodSetting } from "./method-settings.ts";
import { patched, paths } from "./patch.ts";
import {
  allParts,
  badRequest,
  conflict,
  findPart,
  type Place,
  removePart,
  requireApi,
  requirePart,
  savePart,
} from "./store.ts";

export const requireStage = (place: Place, api: string | undefined, name: string | undefined): Stage =>
  requirePart<Stage>(place, api, "stage", name, "Invalid stage identifier specified");

type Given = { readonly [Name in keyof CreateStageRequest]?: CreateStageRequest[Name] | undefined };

// Source: AWS's answers, as its users report them.
function checkVariables(variables: Readonly<Record<string, string>> = {}): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!/^\w+$/.test(name))
      throw badRequest(`Invalid stage variable name: ${name}.  Please use names with only word characters.`);
    if (!/^[\w.~:/?#&=, -]+$/.test(value))
      throw badRequest(
        `Invalid stage variable value: ${value}.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.`,
      );
  }
}

/** A stage as it is kept, once what it says of variables has been looked at. */
export function checkedStage(stage: Stage): Stage {
  checkVariables(stage.variables);
  checkVariables(stage.canarySettings?.stageVariableOverrides);
  return stage;
}

export function newStage(
  { clock }: OperationContext,
  { restApiId: _api, ...given }: Given & Pick<Given, "restApiId">,
): Stage {
  const now = new Date(wholeSeconds(clock.now()));
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    cacheClusterEnabled: false,
    cacheClusterStatus: given.cacheClusterEnabled ? "AVAILABLE" : "NOT_AVAILABLE",
    createdDate: now,
    lastUpdatedDate: now,
    methodSettings: {},
    tracingEnabled: false,
    ...(Object.fromEntries(known) as Stage),
  };
}

export const createStage: Operation<ApiGateway, "CreateStage"> = (input, context) => {
  const { id } = requireApi(context, input.restApiId);
  const name = input.stageName as string;
  if (!/^\w+$/.test(name) && name !== "$default") throw badRequest("Stage name only allows a-zA-Z0-9_");
  if (findPart(context, id, "stage", name)) throw conflict("Stage already exists");
  requireDeploymentOf(context, id, input.deploymentId);
  return savePart(context, id, "stage", name, checkedStage(newStage(context, input)));
};

function requireDeploymentOf(place: Place, api: string, id: string | undefined): void {
  if (!findPart(place, api, "deployment", id ?? "")) throw badRequest("Invalid Deployment identifier specified");
}

export const getStage: Operation<ApiGateway, "GetStage"> = ({ restApiId, stageName }, context) =>
  requireStage(context, restApiId, stageName);

export const getStages: Operation<ApiGateway, "GetStages"> = ({ restApiId, deploymentId }, context) => {
  const { id } = requireApi(context, restApiId);
  const stages = allParts<Stage>(context, id, "stage");
  return { item: stages.filter((stage) => deploymentId === undefined || stage.deploymentId === deploymentId) };
};

const PATHS = paths({
  "/deploymentId": "text",
  "/description": ["text", "description", "replace remove"],
  "/cacheClusterEnabled": "flag",
  "/cacheClusterSize": "text",
  "/clientCertificateId": ["text", "clientCertificateId", "replace remove"],
  "/documentationVersion": ["text", "documentationVersion", "replace remove"],
  "/accessLogSettings": ["text", "accessLogSettings", "remove"],
  "/accessLogSettings/destinationArn": ["text", "accessLogSettings.destinationArn", "add replace remove"],
  "/accessLogSettings/format": ["text", "accessLogSettings.format", "add replace remove"],
  "/canarySettings": ["text", "canarySettings", "remove"],
  "/canarySettings/deploymentId": "text",
  "/canarySettings/percentTraffic": "number",
  "/canarySettings/useStageCache": "flag",
  "/canarySettings/stageVariableOverrides/*": "entry",
  "/variables/*": "entry",
  "/tracingEnabled": "flag",
});

export const updateStage: Operation<ApiGateway, "UpdateStage"> = (input, context) => {
  const api = input.restApiId as string;
  let stage = requireStage(context, api, input.stageName);
  for (const operation of input.patchOperations ?? []) stage = patchedStage(stage, operation);
  requireDeploymentOf(context, api, stage.deploymentId);
  const next: Stage = {
    ...stage,
    cacheClusterStatus: stage.cacheClusterEnabled ? "AVAILABLE" : "NOT_AVAILABLE",
    lastUpdatedDate: new Date(wholeSeconds(context.clock.now())),
  };
  return savePart(context, api, "stage", input.stageName as string, checkedStage(next));
};

function patchedStage(stage: Stage, operation: PatchOperation): Stage {
  const { op, path = "", value } = operation;
  if (op === "copy") return promoted(stage, operation);
  const named = path in PATHS || /^\/(variables|canarySettings\/stageVariableOverrides)\/[^/]+$/.test(path);
  if (!named) {
    const settings = stage.methodSettings as Record<string, MethodSetting>;
    return { ...stage, methodSettings: patchMethodSetting(settings, operation) };
  }
  if (path.startsWith("/accessLogSettings/") && op !== "remove" && !value)
    throw badRequest("Access Log value must not be empty");
  return patched(stage, [operation], PATHS);
}

/** A canary becomes the stage itself by copies of its deployment and its variables. */
function promoted(stage: Stage, { path, from }: PatchOperation): Stage {
  const { deploymentId, stageVariableOverrides } = stage.canarySettings ?? {};
  if (path === "/deploymentId" && from === "/canarySettings/deploymentId") return { ...stage, deploymentId };
  if (path === "/variables" && from === "/canarySettings/stageVariableOverrides")
    return { ...stage, variables: { ...stage.variables, ...stageVariableOverrides } };
  throw badRequest(
    `Invalid copy operation with path: ${path} and from ${from}. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]`,
  );
}

export const deleteStage: Operation<ApiGateway, "DeleteStage"> = ({ restApiId, stageName }, context) => {
  requireStage(context, restApiId, stageName);
  removePart(context, restApiId as string, "stage", stageName as string);
  return {};
};
