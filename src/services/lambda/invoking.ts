/** The way of an invocation from a request to the runtime: which version, may it run, run it, tell the bus. */
import { randomBytes } from "node:crypto";
import type { OperationContext } from "../../cloud/operation.ts";
import type { FunctionVersion } from "../../runtime/function-version.ts";
import type { Invocation, InvocationResult } from "../../runtime/invocation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { AliasRecord, VersionRecord } from "./entities.ts";
import { conflict, functionNotFound, invalidParameter } from "./fault.ts";
import { type FunctionReference, functionArn } from "./function-name.ts";
import { findAlias, findFunction, findVersion, isVersion, saveVersion, settledNow } from "./functions.ts";
import { byteFault, jsonFault } from "./json-fault.ts";
import type { RunningLambda } from "./running.ts";
import { type InvocationTarget, rememberTarget, settledTarget } from "./settled-targets.ts";

/** Whom a reference invokes; an alias with weights draws lots. */
export function invocationTarget({ cloud }: RunningLambda, reference: FunctionReference): InvocationTarget {
  const { store } = cloud;
  const { name, qualifier } = reference;
  const known = settledTarget(store, reference);
  if (known) return known;
  const unknown = () => functionNotFound(functionArn(reference, name, qualifier ?? "$LATEST"));
  const owner = findFunction(cloud, reference);
  if (!owner) throw unknown();
  const number = qualifier === undefined ? "$LATEST" : isVersion(qualifier) ? qualifier : undefined;
  const alias = number === undefined ? findAlias(cloud, reference, qualifier ?? "") : undefined;
  const version = number ?? drawVersion(alias);
  const record = version === undefined ? undefined : findVersion(cloud, reference, version);
  if (!record) throw unknown();
  const target = {
    owner,
    version: record.settlesAt === undefined ? record : saveVersion(cloud, settledNow(record)),
    invokedArn: functionArn(reference, name, qualifier),
  };
  if (alias?.weights === undefined) rememberTarget(store, reference, target);
  return target;
}

function drawVersion(alias: AliasRecord | undefined): string | undefined {
  if (!alias) return undefined;
  for (const [version, weight] of Object.entries(alias.weights ?? {})) if (Math.random() < weight) return version;
  return alias.version;
}

export type InvocationRequest = Omit<Invocation, "invokedFunctionArn">;

/** What a request to invoke says beside the event, whichever operation it comes by. */
export function invocationRequest(
  { requestId, headers }: Pick<OperationContext, "requestId" | "headers">,
  payload: Uint8Array,
  { ClientContext, TenantId }: { ClientContext?: string | undefined; TenantId?: string | undefined },
): InvocationRequest {
  const traceId = headers["x-amzn-trace-id"];
  return {
    requestId,
    payload,
    ...(ClientContext !== undefined && { clientContext: decodedContext(ClientContext) }),
    ...(TenantId !== undefined && { tenantId: TenantId }),
    ...(traceId !== undefined && { traceId }),
  };
}

function decodedContext(given: string): string {
  const text = Buffer.from(given, "base64").toString("utf8");
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return text;
  } catch {
    // Told below.
  }
  throw new ServiceException(
    "InvalidRequestContentException",
    "Client context must be a valid Base64-encoded JSON object.",
    { Type: "User" },
  );
}

/** Functions that keep tenants apart need to know whose invocation it is; others have no tenants. */
export function requireTenancy({ version }: InvocationTarget, tenantId: string | undefined): void {
  const apart = version.configuration.TenancyConfig !== undefined;
  if (apart === (tenantId !== undefined)) return;
  throw invalidParameter(
    apart
      ? "The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try again."
      : "The invoked function is not enabled with tenancy configuration. Remove the tenant ID from your request and try again.",
  );
}

/** Runs the function and returns when it has answered; a durable one when its execution has ended. */
export function runInvocation(
  lambda: RunningLambda,
  target: InvocationTarget,
  request: InvocationRequest,
): Promise<InvocationResult> {
  if (!isDurable(target)) return runOnce(lambda, target, request);
  return lambda.durable.result(lambda.durable.start(target, request));
}

export const isDurable = ({ version }: InvocationTarget): boolean => version.configuration.DurableConfig !== undefined;

/** One run of the function's code. */
export async function runOnce(
  lambda: RunningLambda,
  { owner, version, invokedArn }: InvocationTarget,
  request: InvocationRequest,
): Promise<InvocationResult> {
  if (version.configuration.State === "Failed") {
    throw conflict(
      "The operation cannot be performed at this time. The function is currently in the following state: Failed",
    );
  }
  const leave = lambda.concurrency.enter(owner);
  const began = performance.now();
  try {
    const runnable = lambda.prepared(version) ?? (await prepare(lambda, version));
    const result = await lambda.runtime.invoke(runnable, {
      ...request,
      invokedFunctionArn: invokedArn,
      traceId: request.traceId ?? newTraceId(),
    });
    lambda.cloud.bus.publish("lambda.invoked", {
      account: owner.account,
      region: owner.region,
      functionName: owner.name,
      requestId: request.requestId,
      at: lambda.cloud.clock.now(),
      milliseconds: performance.now() - began,
      coldStart: result.coldStart,
      ...(result.functionError !== undefined && { functionError: result.functionError }),
    });
    return result;
  } finally {
    leave();
  }
}

function prepare(lambda: RunningLambda, version: VersionRecord): Promise<FunctionVersion> {
  return lambda.version(version).catch((error: Error) => {
    throw new ServiceException("NotImplemented", error.message, {}, 501);
  });
}

/** A trace nobody samples: what a function sees when its caller sends none. */
function newTraceId(): string {
  const time = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${time}-${randomDigits(24)};Parent=${randomDigits(16)};Sampled=0`;
}

// Asking for random bytes one id at a time would cost more than the id is worth.
const POOL_BYTES = 4096;
let pool = "";
let used = 0;

function randomDigits(count: number): string {
  if (used + count > pool.length) {
    pool = randomBytes(POOL_BYTES).toString("hex");
    used = 0;
  }
  used += count;
  return pool.slice(used - count, used);
}

/** Bytes a payload may have. Source: Lambda quotas. */
export const SYNCHRONOUS_LIMIT = 6_291_456;
const ASYNCHRONOUS_LIMIT = 1_048_576;
const EMPTY_EVENT = Buffer.from("{}");

/** The event as sent; none is an empty object. Refuses what is too large or no JSON. */
export function requirePayload(payload: Uint8Array | undefined, asynchronous: boolean): Uint8Array {
  if (payload === undefined || payload.length === 0) return EMPTY_EVENT;
  const limit = asynchronous ? ASYNCHRONOUS_LIMIT : SYNCHRONOUS_LIMIT;
  if (payload.length > limit) {
    const message = asynchronous
      ? `${payload.length} byte payload is too large for the Event invocation type (limit ${limit} bytes)`
      : `Request must be smaller than ${limit} bytes for the InvokeFunction operation`;
    throw new ServiceException("RequestEntityTooLargeException", message, {}, 413);
  }
  const fault = eventFault(payload);
  if (fault !== undefined) {
    throw new ServiceException(
      "InvalidRequestContentException",
      `Could not parse request body into json: Could not parse payload into json: ${fault}`,
      { Type: "User" },
    );
  }
  return payload;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What is wrong with an event; undefined for a good one. */
function eventFault(payload: Uint8Array): string | undefined {
  let text: string;
  try {
    text = decoder.decode(payload);
  } catch {
    return byteFault(payload[0] ?? 0);
  }
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return jsonFault(text);
  }
}
