/** Retry and Catch: which of them answers a failure. */
import type { Catcher, Retrier, State } from "./definition.ts";
import type { StateFailure } from "./failure.ts";

export function matchesError(names: readonly string[], error: string | undefined, isTask: boolean): boolean {
  // Source: AWS, recorded: a runtime error is not caught even by its own name.
  if (error === "States.Runtime") return false;
  return names.some((name) => {
    if (name === error) return true;
    // Source: Step Functions' guide: a missed heartbeat is a States.Timeout as well.
    if (name === "States.Timeout" && error === "States.HeartbeatTimeout") return true;
    return name === "States.ALL" || (name === "States.TaskFailed" && isTask && error !== "States.Timeout");
  });
}

/** The index of the retrier that takes this failure, if one does. */
export function retrierFor(state: State, failure: StateFailure): number {
  return (state.Retry ?? []).findIndex(({ ErrorEquals }) =>
    matchesError(ErrorEquals, failure.error, state.Type === "Task"),
  );
}

export function catcherFor(state: State, failure: StateFailure): Catcher | undefined {
  return state.Catch?.find(({ ErrorEquals }) => matchesError(ErrorEquals, failure.error, state.Type === "Task"));
}

/** Milliseconds before attempt number `attempt` (1 for the first retry); undefined when there are no more. */
export function delayBefore(retrier: Retrier, attempt: number): number | undefined {
  const { IntervalSeconds = 1, MaxAttempts = 3, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  if (attempt > MaxAttempts) return undefined;
  const delay = Math.min(IntervalSeconds * BackoffRate ** (attempt - 1), MaxDelaySeconds) * 1000;
  return retrier.JitterStrategy === "FULL" ? Math.random() * delay : delay;
}
