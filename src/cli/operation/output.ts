/** What plan, apply, destroy and refresh say, as text or as a stream of JSON objects. */
import type { Diagnostics } from "../../hcl/diagnostic.ts";
import type { EventSink } from "../../terraform/plan/events.ts";
import type { Plan } from "../../terraform/plan/plan.ts";
import type { OutputState } from "../../terraform/state/state.ts";

export interface ApplySummary {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
  readonly imported: number;
}

export interface OperationOutput extends EventSink {
  plan(plan: Plan): void;
  /** What a saved plan is about to do, of which only programs are told again. */
  savedPlan(plan: Plan): void;
  planNextStep(planPath: string | undefined, generatedPath: string | undefined): void;
  diagnostics(diagnostics: Diagnostics): void;
  applyComplete(summary: ApplySummary, destroying: boolean): void;
  /** Where the state has been written, when that was asked for. */
  savedAt(path: string): void;
  outputs(outputs: ReadonlyMap<string, OutputState>): void;
  /** A line of its own, only in text. */
  text(text: string): void;
}
