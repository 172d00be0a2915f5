/** Runs test files: each run plans or applies a configuration, checks it, and at the end of a file all is destroyed. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import type { ModuleTree } from "../config/module.ts";
import type { Sources } from "../diagnostics/sources.ts";
import type { Value } from "../lang/value.ts";
import type { ProviderHost, ProviderType } from "../provider.ts";
import type { TestEvents, TestStatus, TestSummary } from "./events.ts";
import { executeRun, type TestState, tearDown } from "./execute-run.ts";
import { unknownOverrides } from "./override-targets.ts";
import type { TestFile, TestRun } from "./test-file.ts";

export interface TestOptions {
  readonly root: ModuleTree;
  /** Modules of runs that have their own. */
  readonly modules: ReadonlyMap<TestRun, ModuleTree>;
  readonly host: ProviderHost;
  readonly directory: string;
  readonly testDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `-var` and `-var-file`. */
  readonly given: readonly { readonly name: string; readonly value: string }[];
  readonly sources: Sources;
  readonly events: TestEvents;
  readonly interrupted: AbortSignal;
  lookup(source: string): Promise<ProviderType | undefined>;
}

/** What the runs of one file have in common. */
export interface FileContext {
  readonly options: TestOptions;
  readonly file: TestFile;
  readonly outputs: Map<string, ReadonlyMap<string, Value>>;
  /** By state key, in the order of last use. */
  readonly states: Map<string, TestState>;
}

export async function runTests(files: readonly TestFile[], options: TestOptions): Promise<TestSummary> {
  const counts: Record<TestStatus, number> = { pass: 0, fail: 0, error: 0, skip: 0 };
  let cleanupFailed = false;
  options.events.files(files);
  const unknown: Diagnostic[] = [];
  for (const file of files) {
    const { statuses, clean } = await runFile(file, options);
    for (const status of statuses) counts[status]++;
    cleanupFailed ||= !clean;
    const executed = file.runs.filter((_, i) => statuses[i] !== "skip");
    const own = file.runs.flatMap((run) => options.modules.get(run) ?? []);
    unknown.push(...unknownOverrides({ ...file, runs: executed }, [options.root, ...own]));
  }
  if (unknown.length > 0) options.events.diagnostics(unknown);
  const status = counts.error > 0 || cleanupFailed ? "error" : counts.fail > 0 ? "fail" : "pass";
  const summary = {
    status,
    passed: counts.pass,
    failed: counts.fail,
    errored: counts.error,
    skipped: counts.skip,
  } as const;
  options.events.summary(summary);
  return summary;
}

async function runFile(
  file: TestFile,
  options: TestOptions,
): Promise<{ readonly statuses: readonly TestStatus[]; readonly clean: boolean }> {
  const { events, interrupted } = options;
  const context: FileContext = { options, file, outputs: new Map(), states: new Map() };
  const statuses: TestStatus[] = [];
  events.fileStarts(file);
  for (const run of file.runs) {
    if (statuses.includes("error") || interrupted.aborted) {
      statuses.push("skip");
      events.runEnds(file, { run, status: "skip", diagnostics: [] });
      continue;
    }
    events.runStarts(file, run);
    const diagnostics: Diagnostic[] = [];
    const { status, outcome } = await executeRun(context, run, diagnostics);
    statuses.push(status);
    events.runEnds(file, { run, status, diagnostics, ...(outcome ? { outcome } : {}) });
  }
  events.tearingDown(file);
  let clean = true;
  for (const state of [...context.states.values()].reverse()) {
    const { diagnostics, left } = await tearDown(context, state);
    if (!hasErrors(diagnostics) && left.length === 0) continue;
    clean = false;
    events.cleanupFailed(file, state.run, diagnostics, left);
  }
  const failed = statuses.includes("fail") ? "fail" : "pass";
  events.fileEnds(file, statuses.includes("error") || !clean ? "error" : failed);
  return { statuses, clean };
}
