/** Events of an execution's history, made from the operations they tell of. */
import type { ErrorObject, Event, Operation } from "@aws-sdk/client-lambda";

const KINDS: Readonly<Record<string, string>> = {
  EXECUTION: "Execution",
  CONTEXT: "Context",
  STEP: "Step",
  WAIT: "Wait",
  CALLBACK: "Callback",
  CHAINED_INVOKE: "ChainedInvoke",
};
const TURNS: Readonly<Record<string, string>> = {
  STARTED: "Started",
  SUCCEEDED: "Succeeded",
  // A step that will be tried again has failed once more.
  PENDING: "Failed",
  FAILED: "Failed",
  TIMED_OUT: "TimedOut",
  STOPPED: "Stopped",
  CANCELLED: "Cancelled",
};

/** `started` is what the history says of a beginning besides the operation. */
export function operationEvent(operation: Operation, now: number, started: object = {}): Event {
  const { Id, Name, ParentId, SubType, Type = "", Status = "" } = operation;
  const type = `${KINDS[Type]}${TURNS[Status]}`;
  return {
    EventType: type as never,
    ...(SubType !== undefined && { SubType }),
    Id,
    ...(Name !== undefined && { Name }),
    ...(ParentId !== undefined && { ParentId }),
    [`${type}Details`]: Status === "STARTED" ? started : outcome(operation, now),
  };
}

function outcome(operation: Operation, now: number): object {
  const { Type, Status, StartTimestamp, EndTimestamp, StepDetails } = operation;
  if (Type === "WAIT") {
    const milliseconds = (EndTimestamp?.getTime() ?? 0) - (StartTimestamp?.getTime() ?? 0);
    return Status === "SUCCEEDED" ? { Duration: Math.round(milliseconds / 1000) } : {};
  }
  const details =
    StepDetails ?? operation.ContextDetails ?? operation.CallbackDetails ?? operation.ChainedInvokeDetails;
  const { Error, Result } = (details ?? {}) as { Error?: ErrorObject; Result?: string };
  const next = StepDetails?.NextAttemptTimestamp?.getTime();
  const RetryDetails = StepDetails && {
    CurrentAttempt: StepDetails.Attempt,
    ...(next !== undefined && { NextAttemptDelaySeconds: Math.round((next - now) / 1000) }),
  };
  return {
    ...(Status === "SUCCEEDED" ? { Result: eventResult(Result) } : { Error: eventError(Error) }),
    ...(RetryDetails && { RetryDetails }),
  };
}

export const eventResult = (Payload: string | undefined) => ({
  ...(Payload !== undefined && { Payload }),
  Truncated: false,
});
export const eventError = (Payload: ErrorObject | undefined) => ({ ...(Payload && { Payload }), Truncated: false });

/** The event without what the function was given and gave. */
export function withoutData(event: Event): Event {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => {
      if (!name.endsWith("Details") || typeof value !== "object") return [name, value];
      const { Input, Result, Error, ...details } = value as Record<string, unknown>;
      const kept = Object.entries({ Input, Result, Error }).flatMap(([key, part]) => (part ? [[key, {}]] : []));
      return [name, { ...details, ...(Object.fromEntries(kept) as object) }];
    }),
  );
}
