/** A call from a request and a stage. */
import { randomBytes } from "node:crypto";
import type { Stage } from "@aws-sdk/client-api-gateway";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointRequest } from "../../../cloud/service.ts";
import { headerOf, newTrace, queryPairs } from "../../../endpoint/request-parts.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Place } from "../store.ts";
import type { StageCall } from "./call.ts";
import { newContext } from "./context-variables.ts";

export interface CallInput {
  readonly request: EndpointRequest;
  readonly operation: OperationContext;
  readonly place: Place;
  readonly snapshot: Snapshot;
  readonly stage: Stage;
  readonly path: string;
  readonly fullPath: string;
  readonly query: string;
  readonly log?: (line: string) => void;
}

export function openCall({ query, log = () => undefined, ...input }: CallInput): StageCall {
  const now = input.operation.clock.now();
  const call = {
    ...input,
    log,
    query: queryPairs(query),
    requestId: input.operation.requestId,
    extendedRequestId: `${randomBytes(11).toString("base64url").slice(0, 15)}=`,
    trace: headerOf(input.request, "x-amzn-trace-id") ?? newTrace(now),
    now,
  };
  return { ...call, context: newContext(call) };
}
