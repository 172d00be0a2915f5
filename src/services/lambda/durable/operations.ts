/** What an update from the function's SDK makes of an operation. */
import type { Operation, OperationUpdate } from "@aws-sdk/client-lambda";

const TERMINAL = new Set(["SUCCEEDED", "FAILED", "CANCELLED", "TIMED_OUT", "STOPPED"]);

export const isTerminal = ({ Status }: Operation): boolean => TERMINAL.has(Status ?? "");

/** Whether the service, rather than the function, is to bring this operation on. */
export const isAwaited = (operation: Operation): boolean =>
  !isTerminal(operation) &&
  (["WAIT", "CALLBACK", "CHAINED_INVOKE"].includes(operation.Type ?? "") ||
    ["PENDING", "READY"].includes(operation.Status ?? ""));

/** The operation after the update; one that has ended stays as it is. */
export function updated(before: Operation | undefined, update: OperationUpdate, now: number): Operation {
  if (before && isTerminal(before)) return before;
  const { Id, ParentId, Name, Type, SubType, Action } = update;
  const base: Operation = {
    Id,
    ...(ParentId !== undefined && { ParentId }),
    ...(Name !== undefined && { Name }),
    Type,
    ...(SubType !== undefined && { SubType }),
    StartTimestamp: new Date(now),
    Status: "STARTED",
    ...before,
  };
  const { EndTimestamp: _, ...open } = base;
  const ended = { ...open, EndTimestamp: new Date(now) };
  switch (Action) {
    case "START":
      return { ...open, Status: "STARTED", ...startDetails(before, update, now) };
    case "RETRY":
      return { ...open, Status: "PENDING", StepDetails: retryDetails(before, update, now) };
    case "SUCCEED":
      return { ...ended, Status: "SUCCEEDED", ...endDetails(before, update) };
    case "FAIL":
      return { ...ended, Status: "FAILED", ...endDetails(before, update) };
    default:
      return { ...ended, Status: "CANCELLED" };
  }
}

function startDetails(before: Operation | undefined, update: OperationUpdate, now: number): Partial<Operation> {
  switch (update.Type) {
    case "STEP": {
      const { NextAttemptTimestamp: _, ...details } = before?.StepDetails ?? {};
      return { StepDetails: { ...details, Attempt: (details.Attempt ?? 0) + 1 } };
    }
    case "WAIT":
      return { WaitDetails: { ScheduledEndTimestamp: new Date(now + (update.WaitOptions?.WaitSeconds ?? 0) * 1000) } };
    case "CHAINED_INVOKE":
      return { ChainedInvokeDetails: {} };
    case "CONTEXT":
      return { ContextDetails: {} };
    default:
      return {};
  }
}

function retryDetails(before: Operation | undefined, { Payload, Error, StepOptions }: OperationUpdate, now: number) {
  return {
    Attempt: before?.StepDetails?.Attempt ?? 1,
    NextAttemptTimestamp: new Date(now + (StepOptions?.NextAttemptDelaySeconds ?? 0) * 1000),
    ...(Payload !== undefined && { Result: Payload }),
    ...(Error !== undefined && { Error }),
  };
}

function endDetails(before: Operation | undefined, update: OperationUpdate): Partial<Operation> {
  const { Type, Payload, Error, ContextOptions } = update;
  const outcome = { ...(Payload !== undefined && { Result: Payload }), ...(Error !== undefined && { Error }) };
  if (Type === "CONTEXT") {
    const { ReplayChildren } = ContextOptions ?? {};
    return { ContextDetails: { ...(ReplayChildren !== undefined && { ReplayChildren }), ...outcome } };
  }
  if (Type === "STEP") return { StepDetails: { Attempt: before?.StepDetails?.Attempt ?? 1, ...outcome } };
  return {};
}

/** Operations as a new run of the function gets them: without what lies below contexts whose result says it all. */
export function replayed(operations: readonly Operation[]): Operation[] {
  const closed = new Set(
    operations
      .filter((one) => one.Type === "CONTEXT" && isTerminal(one) && one.ContextDetails?.ReplayChildren !== true)
      .map(({ Id }) => Id),
  );
  const parents = new Map(operations.map(({ Id, ParentId }) => [Id, ParentId]));
  const isHidden = (id: string | undefined): boolean => {
    for (let above = parents.get(id); above !== undefined; above = parents.get(above))
      if (closed.has(above)) return true;
    return false;
  };
  return operations.filter(({ Id }) => !isHidden(Id));
}
