/** Wait: for a time, or until one. */
import { isTimestamp } from "./choice.ts";
import type { State } from "./definition.ts";
import type { Execution } from "./interpreter.ts";
import { EvaluationFailure } from "./jsonata-template.ts";
import type { Scope } from "./scope.ts";
import { lookUp, lookUpFor, pathFailure } from "./scope.ts";

export async function waitFor(state: State, scope: Scope, { clock, signal }: Execution): Promise<void> {
  const until = state.Timestamp ?? timestampAt(state.TimestampPath, scope);
  if (until !== undefined && scope.language === "JSONata" && !isTimestamp(until)) {
    // Source: AWS, recorded.
    throw new EvaluationFailure(
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${typeof until === "string" ? until : JSON.stringify(until)}`,
      scope,
      "Timestamp",
      true,
    );
  }
  if (until !== undefined) {
    await clock.sleep(Math.max(0, Date.parse(until) - clock.now()), signal);
    return;
  }
  const seconds = state.Seconds ?? secondsAt(state.SecondsPath, scope);
  if (seconds !== undefined) await clock.sleep(seconds * 1000, signal);
}

function secondsAt(path: string | undefined, scope: Scope): number | undefined {
  if (path === undefined) return undefined;
  const value = lookUp(path, scope);
  if (value === undefined)
    throw pathFailure(`The SecondsPath parameter does not reference an input value: ${path}`, scope);
  // Source: AWS, recorded (all sentences).
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw pathFailure(
      `The SecondsPath parameter cannot be parsed as a long value: ${path} == ${JSON.stringify(value)}`,
      scope,
    );
  }
  if (value < 0) throw pathFailure(`The SecondsPath parameter references a negative value: ${path} == ${value}`, scope);
  return value;
}

function timestampAt(path: string | undefined, scope: Scope): string | undefined {
  if (path === undefined) return undefined;
  const value = lookUpFor("TimestampPath", path, scope);
  if (!isTimestamp(value)) {
    throw pathFailure(
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${typeof value === "string" ? value : JSON.stringify(value)}`,
      scope,
    );
  }
  return value;
}
