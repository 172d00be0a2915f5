/** Settings for asynchronous invocation: what they answer with, and which destinations are allowed. */
import type { DestinationConfig, FunctionEventInvokeConfig } from "@aws-sdk/client-lambda";
import { parseArn } from "../../cloud/arn.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { EventInvokeRecord } from "./entities.ts";
import { invalidParameter, notFound } from "./fault.ts";
import { type FunctionReference, functionArn, functionReference } from "./function-name.ts";
import { findAlias, findFunction, findVersion, isVersion } from "./functions.ts";
import { eventInvokeKey } from "./keys.ts";

export interface EventInvokeReference extends FunctionReference {
  readonly qualifier: string;
}

export function eventInvokeReference(
  context: OperationContext,
  functionName: string | undefined,
  qualifier: string | undefined,
): EventInvokeReference {
  const reference = functionReference(context, functionName, qualifier);
  return { ...reference, qualifier: reference.qualifier ?? "$LATEST" };
}

/** The function, and its version or alias, must be there. */
export function requireConfigurable(context: OperationContext, reference: EventInvokeReference): void {
  const { qualifier } = reference;
  const found = isVersion(qualifier)
    ? findVersion(context, reference, qualifier)
    : findAlias(context, reference, qualifier);
  if (!findFunction(context, reference) || !found) throw notFound("The function doesn't exist.");
}

export function requireEventInvoke({ store }: OperationContext, reference: EventInvokeReference): EventInvokeRecord {
  const record = store.get<EventInvokeRecord>(eventInvokeKey(reference, reference.name, reference.qualifier));
  if (!record) {
    const arn = functionArn(reference, reference.name, reference.qualifier);
    throw notFound(`The function ${arn} doesn't have an EventInvokeConfig`);
  }
  return record;
}

export function saveEventInvoke(
  { store }: OperationContext,
  reference: EventInvokeReference,
  record: EventInvokeRecord,
): FunctionEventInvokeConfig {
  store.put(eventInvokeKey(reference, reference.name, reference.qualifier), record);
  return eventInvokeConfig(reference, record);
}

export function eventInvokeConfig(
  reference: EventInvokeReference,
  record: EventInvokeRecord,
): FunctionEventInvokeConfig {
  const { maximumRetryAttempts, maximumEventAge, onSuccess, onFailure } = record;
  return {
    LastModified: new Date(record.modifiedAt),
    FunctionArn: functionArn(reference, reference.name, reference.qualifier),
    ...(maximumRetryAttempts !== undefined && { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAge !== undefined && { MaximumEventAgeInSeconds: maximumEventAge }),
    DestinationConfig: {
      OnSuccess: onSuccess === undefined ? {} : { Destination: onSuccess },
      OnFailure: onFailure === undefined ? {} : { Destination: onFailure },
    },
  };
}

/** Checks destinations and returns them; an empty ARN takes a destination away. */
export function requireDestinations(
  context: OperationContext,
  reference: EventInvokeReference,
  config: DestinationConfig | undefined,
): { onSuccess?: string; onFailure?: string } {
  const onSuccess = config?.OnSuccess?.Destination || undefined;
  const onFailure = config?.OnFailure?.Destination || undefined;
  for (const destination of [onSuccess, onFailure]) {
    if (destination === undefined) continue;
    const arn = parseArn(destination);
    const fits = arn !== undefined && ["sqs", "sns", "lambda", "events", "s3"].includes(arn.service);
    if (!fits) {
      const text = (name: string, value: string | undefined) =>
        value === undefined ? "null" : `${name}(destination=${value})`;
      throw invalidParameter(
        `The provided destination config DestinationConfig(onSuccess=${text("OnSuccess", onSuccess)}, onFailure=${text("OnFailure", onFailure)}) is invalid.`,
      );
    }
    if (arn.service !== "lambda") continue;
    const target = functionReference({ account: arn.account, region: arn.region }, destination);
    if (target.name === reference.name && target.account === reference.account) {
      throw invalidParameter("You can't specify the function as a destination for itself.");
    }
    if (!findFunction(context, target)) throw invalidParameter(`The destination ARN ${destination} is invalid.`);
  }
  return { ...(onSuccess !== undefined && { onSuccess }), ...(onFailure !== undefined && { onFailure }) };
}

/** The settings that a request brings, checked. */
export function givenSettings(
  context: OperationContext,
  reference: EventInvokeReference,
  input: {
    MaximumRetryAttempts?: number | undefined;
    MaximumEventAgeInSeconds?: number | undefined;
    DestinationConfig?: DestinationConfig | undefined;
  },
): Omit<EventInvokeRecord, "modifiedAt"> {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  if (MaximumRetryAttempts === undefined && MaximumEventAgeInSeconds === undefined && DestinationConfig === undefined) {
    throw invalidParameter("You must specify at least one of error handling or destination setting.");
  }
  requireConfigurable(context, reference);
  return {
    ...(MaximumRetryAttempts !== undefined && { maximumRetryAttempts: MaximumRetryAttempts }),
    ...(MaximumEventAgeInSeconds !== undefined && { maximumEventAge: MaximumEventAgeInSeconds }),
    ...requireDestinations(context, reference, DestinationConfig),
  };
}
