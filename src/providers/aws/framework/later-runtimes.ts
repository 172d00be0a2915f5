/**
 * Runtimes that Lambda has got since release 5.100.0 of the provider. That release refuses them, releases 6.x take
 * them, and so does this provider: a stack that AWS accepts is to run here.
 */
import type { Advice } from "./behaviour.ts";

const LATER_RUNTIMES: ReadonlySet<string | number> = new Set([
  "nodejs24.x",
  "nodejs26.x",
  "python3.14",
  "python3.15",
  "java25",
  "dotnet10",
  "ruby4.0",
]);

/** Whether the value is such a runtime and `allowed` is the list of runtimes. */
export const isLaterRuntime = (value: string | number, allowed: readonly (string | number)[]): boolean =>
  LATER_RUNTIMES.has(value) && allowed.includes("nodejs22.x");

/** What the author of a stack should know of its runtime before it goes to AWS. */
export const laterRuntimeAdvice = (runtime: string | null): readonly Advice[] =>
  runtime !== null && LATER_RUNTIMES.has(runtime)
    ? [
        {
          summary: "Runtime of a later provider release",
          detail: `The runtime ${runtime} works here, but release 5.100.0 of hashicorp/aws refuses it. Releases 6.x take it: ask for version "~> 6.0" when the stack goes to AWS.`,
          attribute: "runtime",
        },
      ]
    : [];
