/** How many iterations run at a time, and how many may fail. */
import type { State } from "./definition.ts";
import type { Scope } from "./scope.ts";
import { lookUpFor, pathFailure } from "./scope.ts";

export interface MapLimits {
  /** 0 for as many as there are items. */
  readonly concurrency: number;
  readonly failureCount: number;
  readonly failurePercentage: number;
}

export function mapConcurrency(state: State, scope: Scope): number {
  return number("MaxConcurrency", state.MaxConcurrency, state.MaxConcurrencyPath, scope);
}

export function toleratedFailures(state: State, scope: Scope): Omit<MapLimits, "concurrency"> {
  const { ToleratedFailureCount, ToleratedFailureCountPath, ToleratedFailurePercentage } = state;
  const failureCount = number("ToleratedFailureCount", ToleratedFailureCount, ToleratedFailureCountPath, scope);
  const failurePercentage = number(
    "ToleratedFailurePercentage",
    ToleratedFailurePercentage,
    state.ToleratedFailurePercentagePath,
    scope,
  );
  if (failurePercentage < 0 || failurePercentage > 100) {
    throw pathFailure("ToleratedFailurePercentage must be between 0 and 100.", scope);
  }
  return { failureCount, failurePercentage };
}

// Source: AWS, recorded.
function number(field: string, literal: number | undefined, path: string | undefined, scope: Scope): number {
  if (path === undefined) return literal ?? 0;
  const value = lookUpFor(`${field}Path`, path, scope);
  const parsed =
    typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : Number.NaN;
  if (!Number.isNaN(parsed)) return parsed;
  const kind = field === "ToleratedFailurePercentage" ? "float" : "integer";
  throw pathFailure(
    `The ${field}Path field refers to value "${typeof value === "string" ? value : JSON.stringify(value)}" which is not a valid ${kind}: ${path}`,
    scope,
  );
}
