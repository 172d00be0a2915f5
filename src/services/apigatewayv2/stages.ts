/** Stages: under which name a deployment is reached. */
import type { Stage } from "@aws-sdk/client-apigatewayv2";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { changed, given } from "./changes.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { autoDeploy } from "./deployments.ts";
import { page } from "./page.ts";
import { type Api, allParts, findPart, removePart, requireApi, requirePart, savePart } from "./store.ts";

/** Only WebSocket APIs write execution logs. */
function checkLogging(
  { ProtocolType }: Api,
  { DefaultRouteSettings, RouteSettings = {} }: Pick<Stage, "DefaultRouteSettings" | "RouteSettings">,
): void {
  const logs = [DefaultRouteSettings, ...Object.values(RouteSettings)].some(
    (one) => one?.DataTraceEnabled || (one?.LoggingLevel ?? "OFF") !== "OFF",
  );
  if (logs && ProtocolType === "HTTP")
    throw new ServiceException("BadRequestException", "Execution logs are not supported on protocol type HTTP");
}

export const createStage: Operation<ApiGatewayV2, "CreateStage"> = (input, context) => {
  const api = requireApi(context.store, context, input.ApiId);
  const { ApiId } = api;
  checkLogging(api, input);
  const StageName = input.StageName as string;
  if (!/^(?:\$default|[\w-]+)$/.test(StageName))
    throw new ServiceException("BadRequestException", "Stage name only allows a-zA-Z0-9_-");
  if (findPart(context.store, context, ApiId, "stage", StageName)) {
    throw new ServiceException("ConflictException", "Stage already exists");
  }
  if (input.DeploymentId !== undefined) {
    requirePart(context.store, context, ApiId, "deployment", input.DeploymentId);
  }
  const now = new Date(wholeSeconds(context.clock.now()));
  const stage: Stage = {
    StageName,
    AutoDeploy: input.AutoDeploy ?? false,
    CreatedDate: now,
    LastUpdatedDate: now,
    DefaultRouteSettings: { DetailedMetricsEnabled: false },
    RouteSettings: {},
    StageVariables: {},
    Tags: {},
    ...given(input, ["ApiId", "StageName", "AutoDeploy"]),
  };
  savePart(context.store, context, ApiId, "stage", StageName, stage);
  autoDeploy(context, ApiId);
  return findPart<Stage>(context.store, context, ApiId, "stage", StageName) as Stage;
};

export const getStage: Operation<ApiGatewayV2, "GetStage"> = ({ ApiId, StageName }, context) =>
  requirePart<Stage>(context.store, context, ApiId, "stage", StageName);

export const getStages: Operation<ApiGatewayV2, "GetStages"> = (input, context) => {
  const { ApiId } = requireApi(context.store, context, input.ApiId);
  return page(allParts<Stage>(context.store, context, ApiId, "stage"), input);
};

export const updateStage: Operation<ApiGatewayV2, "UpdateStage"> = (input, context) => {
  const { ApiId, StageName, StageVariables, RouteSettings, AccessLogSettings, ...changes } = input;
  const stage = requirePart<Stage>(context.store, context, ApiId, "stage", StageName);
  checkLogging(requireApi(context.store, context, ApiId), input);
  const variables = { ...stage.StageVariables, ...StageVariables };
  const log = AccessLogSettings && (AccessLogSettings.DestinationArn ? AccessLogSettings : "");
  const next: Stage = {
    ...changed(stage, { ...changes, AccessLogSettings: log }),
    LastUpdatedDate: new Date(wholeSeconds(context.clock.now())),
    StageVariables: Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== "")),
    RouteSettings: { ...stage.RouteSettings, ...RouteSettings },
  };
  savePart(context.store, context, ApiId as string, "stage", StageName as string, next);
  if (next.AutoDeploy && !stage.AutoDeploy) autoDeploy(context, ApiId as string);
  return findPart<Stage>(context.store, context, ApiId as string, "stage", StageName as string) as Stage;
};

export const deleteStage: Operation<ApiGatewayV2, "DeleteStage"> = ({ ApiId, StageName }, context) => {
  const { AutoDeploy, DeploymentId } = requirePart<Stage>(context.store, context, ApiId, "stage", StageName);
  removePart(context.store, context, ApiId as string, "stage", StageName as string);
  if (AutoDeploy && DeploymentId) removePart(context.store, context, ApiId as string, "deployment", DeploymentId);
  return {};
};

export const deleteAccessLogSettings: Operation<ApiGatewayV2, "DeleteAccessLogSettings"> = (input, context) => {
  const { ApiId, StageName } = input;
  const { AccessLogSettings: _gone, ...stage } = requirePart<Stage>(context.store, context, ApiId, "stage", StageName);
  savePart(context.store, context, ApiId as string, "stage", StageName as string, stage);
  return {};
};

export const deleteRouteSettings: Operation<ApiGatewayV2, "DeleteRouteSettings"> = (input, context) => {
  const { ApiId, StageName, RouteKey } = input;
  const stage = requirePart<Stage>(context.store, context, ApiId, "stage", StageName);
  const { [RouteKey as string]: _gone, ...RouteSettings } = stage.RouteSettings ?? {};
  savePart(context.store, context, ApiId as string, "stage", StageName as string, { ...stage, RouteSettings });
  return {};
};
