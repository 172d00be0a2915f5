/** What stages keep of answers: there is nothing kept of integrations' here, so that flushing it is done at once. */
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { flushVerdicts } from "./rest-api/lambda-authorizer.ts";
import { requireStage } from "./stages.ts";

export const flushStageCache: Operation<ApiGateway, "FlushStageCache"> = ({ restApiId, stageName }, context) => {
  requireStage(context, restApiId, stageName);
  return {};
};

export const flushStageAuthorizersCache: Operation<ApiGateway, "FlushStageAuthorizersCache"> = (input, context) => {
  requireStage(context, input.restApiId, input.stageName);
  flushVerdicts(context.cloud, input.restApiId as string, input.stageName as string);
  return {};
};
