/** A version's configuration as the reads answer it: the ARN is the one that was asked for. */
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { VersionRecord } from "./entities.ts";
import { type FunctionReference, referenceArn } from "./function-name.ts";

export function shown({ configuration }: VersionRecord, reference: FunctionReference): FunctionConfiguration {
  return { ...configuration, FunctionArn: referenceArn(reference) };
}

/** An entry of a list leaves out what only a single read tells. Source: AWS, recorded (ListVersionsByFunction). */
export function listed({ configuration }: VersionRecord): FunctionConfiguration {
  const {
    State: _state,
    StateReason: _reason,
    StateReasonCode: _code,
    LastUpdateStatus: _status,
    LastUpdateStatusReason: _statusReason,
    LastUpdateStatusReasonCode: _statusCode,
    RuntimeVersionConfig: _runtime,
    ...rest
  } = configuration;
  return rest;
}
