/** What running tests tells as it happens. */
import type { Diagnostics } from "../../hcl/diagnostic.ts";
import type { TestFile, TestRun } from "./test-file.ts";

export type TestStatus = "pass" | "fail" | "error" | "skip";

export interface TestSummary {
  readonly status: "pass" | "fail" | "error";
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
}

export interface RunResult {
  readonly run: TestRun;
  readonly status: TestStatus;
  readonly diagnostics: Diagnostics;
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
