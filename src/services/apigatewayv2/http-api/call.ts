/** One request on its way through an HTTP API: what the steps need to know of it. */
import type { Integration, Route, Stage } from "@aws-sdk/client-apigatewayv2";
import type { EndpointRequest } from "../../../cloud/service.ts";
import type { SignedCaller } from "../../../endpoint/caller.ts";
import type { Api, Place } from "../store.ts";

export interface ApiCall {
  readonly request: EndpointRequest;
  readonly place: Place;
  readonly api: Api;
  readonly stage: Stage;
  readonly route: Route;
  readonly integration: Integration;
  /** What is behind the stage. */
  readonly path: string;
  /** Path with the stage in front, as a function sees it; $default adds none. */
  readonly rawPath: string;
  readonly query: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** What the access log tells of the integration: `integrationStatus` and its like; found out on the way. */
  readonly facts: Record<string, unknown>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What an authorizer found out, for requestContext.authorizer of format 2.0. */
  readonly authorizer?: Readonly<Record<string, unknown>> | undefined;
  /** The same for format 1.0. */
  readonly authorizer1?: Readonly<Record<string, unknown>> | undefined;
  /** Who signed the request, where the route asks for it. */
  readonly caller?: SignedCaller | undefined;
}
