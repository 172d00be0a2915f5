/**
 * What an AWS operation is here: a function from the SDK's input type to the SDK's output type, with a context.
 * The types come from the official SDK clients and are erased at build, so a misspelt member does not compile.
 */
import type { Store } from "../store/store.ts";
import type { Clock } from "./clock.ts";
import type { Cloud } from "./cloud.ts";
import type { EventBus } from "./event-bus.ts";
import type { Recording } from "./recording.ts";

/** Who calls. The root of an account unless the request's credentials say otherwise. */
export interface Principal {
  readonly type: "root" | "user" | "assumed-role" | "federated-user" | "service" | "anonymous";
  /** ARN of the caller as STS would print it; a service principal such as lambda.amazonaws.com for services. */
  readonly arn: string;
  /** What `GetCallerIdentity` gives as UserId. */
  readonly userId: string;
}

/** Where and for whom an operation runs, and what it may touch. */
export interface OperationContext {
  readonly account: string;
  readonly region: string;
  /** aws, aws-cn or aws-us-gov. */
  readonly partition: string;
  readonly requestId: string;
  readonly principal: Principal;
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: EventBus;
  readonly cloud: Cloud;
  /** Calls another service's operation as that service would, in this account and region. */
  call(service: string, operation: string, input: object, options?: CallOptions): Promise<Record<string, unknown>>;
  /** Aborted when the client of this request goes away or the server stops. */
  readonly signal: AbortSignal;
  /** Headers of the HTTP request, lower-case names; empty for a call from inside. */
  readonly headers: Readonly<Record<string, string>>;
  /** Base URL under which this cloud is reached, such as http://127.0.0.1:4566. */
  readonly endpoint: string;
}

export interface CallOptions {
  readonly account?: string;
  readonly region?: string;
  readonly principal?: Principal;
  readonly signal?: AbortSignal;
  /** Told what the answer is made of. */
  readonly recording?: Recording;
  /** Told of the answer in the turn that gives it: what is written to the store then is committed with it. */
  readonly answered?: (answer: Record<string, unknown>) => void;
}

type CommandClass<Client, Name extends string> = `${Name}Command` extends keyof Client
  ? Client[`${Name}Command`] extends abstract new (
      ...args: never
    ) => infer Instance
    ? Instance
    : never
  : never;

/** The SDK's input type of one operation: `InputOf<typeof import("@aws-sdk/client-iam"), "GetRole">`. */
export type InputOf<Client, Name extends string> =
  CommandClass<Client, Name> extends { readonly input: infer Input } ? Input : never;

/** The SDK's output type of one operation, without the client's own `$metadata`. */
export type OutputOf<Client, Name extends string> =
  CommandClass<Client, Name> extends {
    resolveMiddleware(
      ...args: never
    ): (...args: never) => Promise<{ readonly response: unknown; readonly output: infer Output }>;
  }
    ? Omit<Output, "$metadata">
    : never;

/** One operation of the SDK client module `Client`. Returns AWS's answer or throws a ServiceException. */
export type Operation<Client, Name extends string> = (
  input: InputOf<Client, Name>,
  context: OperationContext,
) => OutputOf<Client, Name> | Promise<OutputOf<Client, Name>>;

// An operation whose types have been forgotten: what the registry holds. `never` makes every Operation assignable.
export type AnyOperation = (input: never, context: OperationContext) => object | Promise<object>;
