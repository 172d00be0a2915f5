/** One request on its way through a REST API: what the steps know of it, and what they find out. */
import type { Integration, Method, Stage } from "@aws-sdk/client-api-gateway";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointRequest } from "../../../cloud/service.ts";
import type { Pairs } from "../../../endpoint/request-parts.ts";
import type { Node } from "../resources.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Place } from "../store.ts";

/** A request that has found its stage. */
export interface StageCall {
  readonly request: EndpointRequest;
  readonly operation: OperationContext;
  readonly place: Place;
  readonly snapshot: Snapshot;
  readonly stage: Stage;
  /** What is behind the stage, and the same with the stage in front. */
  readonly path: string;
  readonly fullPath: string;
  readonly query: Pairs;
  readonly requestId: string;
  /** Also the value of x-amz-apigw-id. */
  readonly extendedRequestId: string;
  readonly trace: string;
  readonly now: number;
  /** `$context`: what is found out on the way is added to it, and a template may change its overrides. */
  readonly context: Context;
  /** Filled for TestInvokeMethod, which shows its lines. */
  readonly log: (line: string) => void;
}

export type Context = Record<string, unknown>;

/** A request that has found its method. */
export interface RestCall extends StageCall {
  readonly node: Node;
  readonly method: Method;
  readonly integration: Integration;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** The method as policies name it: arn:…:execute-api:region:account:api/stage/GET/pets. */
export const methodArn = ({ place, snapshot, stage, request, path, operation }: StageCall): string =>
  `arn:${operation.partition}:execute-api:${place.region}:${place.account}:${snapshot.api.id}/${stage.stageName}/${
    request.method
  }${path.replace(/\/$/, "") || "/"}`;

export const stageVariables = ({ stage }: StageCall): Readonly<Record<string, string>> => stage.variables ?? {};
