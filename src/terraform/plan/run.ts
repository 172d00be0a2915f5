/** What the steps of one plan or apply share. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import type { Limit } from "../graph/limit.ts";
import type { State } from "../state/state.ts";
import type { Checks } from "./checks.ts";
import type { ConfiguredProviders } from "./configured-providers.ts";
import type { Evaluation } from "./evaluation.ts";
import type { EventSink } from "./events.ts";
import type { ScopeEnvironment } from "./module-scope.ts";
import type { Changes } from "./planned-change.ts";

export interface Run {
  readonly evaluation: Evaluation;
  readonly environment: ScopeEnvironment;
  readonly providers: ConfiguredProviders;
  /** Brought up to date as the run goes on. */
  readonly state: State;
  readonly changes: Changes;
  readonly checks: Checks;
  readonly events: EventSink;
  readonly limit: Limit;
  readonly diagnostics: DiagnosticSink;
  /** Conditions that do not hold are only worth a warning. */
  readonly lenient?: boolean;
  /** Aborted: nothing new is begun. */
  readonly interrupted: AbortSignal;
}

export class DiagnosticSink {
  readonly all: Diagnostic[] = [];

  /** True when there is no error among them. */
  report = (diagnostics: readonly Diagnostic[]): boolean => {
    this.all.push(...diagnostics);
    return !hasErrors(diagnostics);
  };

  /** Forgets what was reported in favour of what explains it. */
  replace(diagnostics: readonly Diagnostic[]): void {
    this.all.splice(0, this.all.length, ...diagnostics);
  }

  get hasErrors(): boolean {
    return hasErrors(this.all);
  }
}

/** What an interrupt has made of a walk. */
export const EXECUTION_HALTED: Diagnostic = { severity: "error", summary: "execution halted", detail: "" };
