/** How an execution ends: its last event, and what its record says then. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { ExecutionRecord } from "./executions.ts";
import { runtimeFailure, StateFailure } from "./language/failure.ts";
import type { EventDetails } from "./language/history.ts";
import { dataDetails } from "./language/history.ts";

export class ExecutionStopped extends Error {
  readonly error: string | undefined;
  readonly stopCause: string | undefined;

  constructor(error: string | undefined, cause: string | undefined) {
    super("The execution was stopped");
    this.error = error;
    this.stopCause = cause;
  }
}

export class ExecutionTimedOut extends Error {}

export interface Ending {
  readonly type: Sfn.HistoryEventType;
  readonly details: EventDetails;
  readonly status: ExecutionRecord["status"];
  readonly output?: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

export function succeeded(output: string): Ending {
  return {
    type: "ExecutionSucceeded",
    details: { executionSucceededEventDetails: { output, outputDetails: dataDetails } },
    status: "SUCCEEDED",
    output,
  };
}

export function endingOf(thrown: unknown): Ending {
  if (thrown instanceof ExecutionTimedOut) {
    return { type: "ExecutionTimedOut", details: { executionTimedOutEventDetails: {} }, status: "TIMED_OUT" };
  }
  if (thrown instanceof ExecutionStopped) {
    const { error, stopCause: cause } = thrown;
    const members = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
    return {
      type: "ExecutionAborted",
      details: { executionAbortedEventDetails: members },
      status: "ABORTED",
      error,
      cause,
    };
  }
  const failure =
    thrown instanceof StateFailure ? thrown : runtimeFailure(thrown instanceof Error ? thrown.message : String(thrown));
  const { error, failureCause: cause } = failure;
  const members = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  return { type: "ExecutionFailed", details: { executionFailedEventDetails: members }, status: "FAILED", error, cause };
}
