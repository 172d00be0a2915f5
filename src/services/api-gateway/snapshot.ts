/** An API as it was at one moment: what a deployment keeps and what requests to its stages see. */
import type { Authorizer, GatewayResponse, Model, RequestValidator } from "@aws-sdk/client-api-gateway";
import type { Node } from "./resources.ts";
import { type Api, allParts, type Place } from "./store.ts";

export interface Snapshot {
  readonly api: Api;
  readonly resources: readonly Node[];
  readonly authorizers: readonly Authorizer[];
  readonly models: readonly Model[];
  readonly validators: readonly RequestValidator[];
  readonly gatewayResponses: readonly GatewayResponse[];
}

export const takeSnapshot = (place: Place, api: Api): Snapshot => ({
  api,
  resources: allParts<Node>(place, api.id, "resource"),
  authorizers: allParts<Authorizer>(place, api.id, "authorizer"),
  models: allParts<Model>(place, api.id, "model"),
  validators: allParts<RequestValidator>(place, api.id, "request-validator"),
  gatewayResponses: allParts<GatewayResponse>(place, api.id, "gateway-response"),
});
