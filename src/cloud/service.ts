/** What `services/<svc>/service.ts` exports: the service's name and its operations, one line each. */

import type { Duplex } from "node:stream";
import type { Store } from "../store/store.ts";
import type { Cloud } from "./cloud.ts";
import type { AnyOperation, OperationContext } from "./operation.ts";

export interface Service {
  /** The SDK client's suffix: "lambda" for @aws-sdk/client-lambda. Names the shapes and the folder. */
  readonly name: string;
  readonly operations: Readonly<Record<string, AnyOperation>>;
  /** Runs once when the cloud starts: bus subscriptions, timers to resume. Returns what to do when it stops. */
  start?(cloud: Cloud): void | (() => void | Promise<void>) | Promise<() => void | Promise<void>>;
  /**
   * Requests to hosts and paths that are the user's own API rather than an AWS operation (execute-api, function URLs).
   * The server asks each service in turn; the first that claims the request answers it.
   */
  readonly endpoints?: readonly Endpoint[];
  /**
   * Headers that let a page of another origin read the answer. A preflight (OPTIONS) is answered with them alone; when
   * it is refused this throws a ServiceException.
   */
  crossOrigin?(request: CrossOriginRequest, store: Store): Readonly<Record<string, string>>;
}

/** What an answer to a page of another origin depends on; header names are lower-case. */
export interface CrossOriginRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A user-facing HTTP endpoint of a service. */
export interface Endpoint {
  claims(request: EndpointRequest, store: Store): boolean;
  handle(request: EndpointRequest, context: OperationContext): Promise<EndpointResponse>;
  /** Takes over the connection of a client that asks for a WebSocket; or gives the response that refuses it. */
  connect?(request: EndpointRequest, context: OperationContext, socket: Duplex): Promise<EndpointResponse | undefined>;
}

export interface EndpointRequest {
  readonly method: string;
  readonly host: string;
  /** Path with query string, exactly as sent. */
  readonly url: string;
  /** Header name as sent and value, in order. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly sourceIp: string;
}

export interface EndpointResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}
