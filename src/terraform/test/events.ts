/** What running tests tells as it happens. */
import type { Diagnostics } from "../../hcl/diagnostic.ts";
import type { Plan } from "../plan/plan.ts";
import type { ProviderTypes } from "../plan/provider-configs.ts";
import type { State } from "../state/state.ts";
import type { TestFile, TestRun } from "./test-file.ts";

export type TestStatus = "pass" | "fail" | "error" | "skip";

export interface TestSummary {
  readonly status: "pass" | "fail" | "error";
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
}

/** What a run led to: the plan of one that only plans, else the state. */
export interface RunOutcome {
  readonly plan?: Plan;
  readonly state?: State;
  readonly providers: ProviderTypes;
}

export interface RunResult {
  readonly run: TestRun;
  readonly status: TestStatus;
  readonly diagnostics: Diagnostics;
  /** Absent for a run that did not come so far. */
  readonly outcome?: RunOutcome;
}

export interface TestEvents {
  files(files: readonly TestFile[]): void;
  fileStarts(file: TestFile): void;
  runStarts(file: TestFile, run: TestRun): void;
  runEnds(file: TestFile, result: RunResult): void;
  tearingDown(file: TestFile): void;
  runTearsDown(file: TestFile, run: TestRun): void;
  cleanupFailed(file: TestFile, run: TestRun, diagnostics: Diagnostics, left: readonly string[]): void;
  fileEnds(file: TestFile, status: TestSummary["status"]): void;
  diagnostics(diagnostics: Diagnostics, file?: TestFile): void;
  summary(summary: TestSummary): void;
}
