/** The data plane of REST APIs: from a request to its stage, its method, its integration, its answer. */
import type { Stage } from "@aws-sdk/client-api-gateway";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Endpoint, EndpointRequest, EndpointResponse } from "../../../cloud/service.ts";
import { perCloud } from "../../../endpoint/per-cloud.ts";
import type { Kept } from "../deployments.ts";
import type { Snapshot } from "../snapshot.ts";
import { findPart, requireApi } from "../store.ts";
import { writeAccessLog } from "./access-log.ts";
import type { StageCall } from "./call.ts";
import { NotBuilt } from "./gateway-fault.ts";
import { isRestApiRequest, type Location, locate } from "./locate.ts";
import { openCall } from "./open-call.ts";
import { serve } from "./serve.ts";

export const restApiEndpoint: Endpoint = {
  claims: isRestApiRequest,
  async handle(request, context) {
    const location = locate(request, context.store);
    const call = location && callFor(request, context, location);
    if (!call) return withIds(forbidden(), context.requestId, undefined);
    const response = await serve(call).catch((error: unknown) => {
      if (error instanceof NotBuilt) return json(501, { message: error.message });
      throw error;
    });
    writeAccessLog(call, response);
    return withIds(response, call.requestId, call.extendedRequestId);
  },
};

/** Undefined when there is no such stage, or no way in. */
function callFor(request: EndpointRequest, operation: OperationContext, location: Location): StageCall | undefined {
  const { place, apiId, byDomain, path, fullPath, query } = location;
  const stage = stageFor(location);
  const snapshot = stage?.deploymentId && snapshotOf(operation, location, stage.deploymentId);
  if (!snapshot || !stage) return undefined;
  if (requireApi(place, apiId).disableExecuteApiEndpoint && !byDomain) return undefined;
  return openCall({ request, operation, place, snapshot, stage, path, fullPath, query });
}

/** A deployment never changes, and a large API's takes longer to read than many a request to serve. */
const snapshots = perCloud(() => new Map<string, Snapshot>());
const MOST_KEPT = 50;

function snapshotOf(
  { cloud }: OperationContext,
  { place, apiId }: Location,
  deploymentId: string,
): Snapshot | undefined {
  const kept = snapshots(cloud);
  const key = `${apiId}/${deploymentId}`;
  const known = kept.get(key) ?? findPart<Kept>(place, apiId, "deployment", deploymentId)?.snapshot;
  if (!known) return undefined;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, known);
  return known;
}

/** A canary release takes its share of the requests, with its own deployment and variables. */
function stageFor({ place, apiId, stage: name }: Location): Stage | undefined {
  const stage = findPart<Stage>(place, apiId, "stage", name);
  const { deploymentId, percentTraffic = 0, stageVariableOverrides } = stage?.canarySettings ?? {};
  if (!stage || deploymentId === undefined || Math.random() * 100 >= percentTraffic) return stage;
  return { ...stage, deploymentId, variables: { ...stage.variables, ...stageVariableOverrides } };
}

const json = (status: number, body: object, ...headers: [string, string][]): EndpointResponse => ({
  status,
  headers: [["Content-Type", "application/json"], ...headers],
  body: Buffer.from(JSON.stringify(body)),
});

const forbidden = (): EndpointResponse =>
  json(403, { message: "Forbidden" }, ["x-amzn-ErrorType", "ForbiddenException"]);

const withIds = (response: EndpointResponse, requestId: string, extended: string | undefined): EndpointResponse => ({
  ...response,
  headers: [
    ...response.headers,
    ["x-amzn-RequestId", requestId],
    ...(extended === undefined ? [] : [["x-amz-apigw-id", extended] as const]),
  ],
});
