/** Test results as one JSON object a line. */
import type { Diagnostics } from "../../hcl/diagnostic.ts";
import { TERRAFORM_VERSION } from "../../terraform/config/terraform-version.ts";
import { diagnosticJson } from "../../terraform/diagnostics/json.ts";
import { writeJson } from "../../terraform/lang/json-text.ts";
import { renderedPlan } from "../../terraform/plan/changes-json.ts";
import { stateSchemas } from "../../terraform/plan/whole-plan-json.ts";
import type { Json } from "../../terraform/state/json.ts";
import { stateValues } from "../../terraform/state/values.ts";
import type { RunOutcome, TestEvents, TestStatus } from "../../terraform/test/events.ts";
import type { View } from "../view.ts";

/** How often a run that takes long is heard of, in milliseconds. */
const PROGRESS_INTERVAL = 2000;

const WORDS: Readonly<Record<TestStatus, string>> = { pass: "pass", fail: "fail", error: "fail", skip: "skip" };

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

export function jsonView(view: View, verbose: boolean): TestEvents {
  const line = (level: string, message: string, rest: Readonly<Record<string, unknown>>): void => {
    const timestamp = new Date().toISOString().replace("Z", "000Z");
    const head = { "@level": level, "@message": message, "@module": "terraform.ui", "@timestamp": timestamp };
    view.out(`${writeJson({ ...head, ...rest } as unknown as Json)}\n`);
  };
  const about = (path?: string, run?: string): Record<string, string> => ({
    ...(path === undefined ? {} : { "@testfile": path }),
    ...(run === undefined ? {} : { "@testrun": run }),
  });
  const show = (diagnostics: Diagnostics, path?: string, run?: string): void => {
    for (const diagnostic of diagnostics) {
      const isError = diagnostic.severity === "error";
      line(isError ? "error" : "warn", `${isError ? "Error" : "Warning"}: ${diagnostic.summary}`, {
        ...about(path, run),
        diagnostic: diagnosticJson(diagnostic, view.sources),
        type: "diagnostic",
      });
    }
  };
  let running: NodeJS.Timeout | undefined;
  line("info", `Terraform ${TERRAFORM_VERSION}`, { terraform: TERRAFORM_VERSION, type: "version", ui: "1.2" });
  return {
    files: (files) => {
      const runs = files.reduce((count, file) => count + file.runs.length, 0);
      const abstract = Object.fromEntries(
        files.map(({ path, runs: all }) => [path, all.length === 0 ? null : all.map(({ name }) => name)]),
      );
      const message = `Found ${plural(files.length, "file")} and ${plural(runs, "run block")}`;
      line("info", message, { test_abstract: abstract, type: "test_abstract" });
    },
    fileStarts: ({ path }) =>
      line("info", `${path}... in progress`, {
        ...about(path),
        test_file: { path, progress: "starting" },
        type: "test_file",
      }),
    runStarts: ({ path }, { name }) => {
      const started = Date.now();
      clearInterval(running);
      running = setInterval(() => {
        const test_run = { path, run: name, progress: "running", elapsed: Date.now() - started };
        line("info", `  ${JSON.stringify(name)}... in progress`, { ...about(path, name), test_run, type: "test_run" });
      }, PROGRESS_INTERVAL);
      line("info", `  ${JSON.stringify(name)}... in progress`, {
        ...about(path, name),
        test_run: { path, run: name, progress: "starting", elapsed: 0 },
        type: "test_run",
      });
    },
    runEnds: ({ path }, { run, status, diagnostics, outcome }) => {
      clearInterval(running);
      line("info", `  ${JSON.stringify(run.name)}... ${WORDS[status]}`, {
        ...about(path, run.name),
        test_run: { path, run: run.name, progress: "complete", status },
        type: "test_run",
      });
      if (verbose && outcome) {
        const { kind, json } = outcomeJson(outcome);
        line("info", `-verbose flag enabled, printing ${kind}`, {
          ...about(path, run.name),
          [`test_${kind}`]: json,
          type: `test_${kind}`,
        });
      }
      show(diagnostics, path, run.name);
    },
    tearingDown: ({ path }) =>
      line("info", `${path}... tearing down`, {
        ...about(path),
        test_file: { path, progress: "teardown" },
        type: "test_file",
      }),
    runTearsDown: ({ path }, { name }) =>
      line("info", `  ${JSON.stringify(name)}... tearing down`, {
        ...about(path, name),
        test_run: { path, run: name, progress: "teardown", elapsed: 0 },
        type: "test_run",
      }),
    cleanupFailed: ({ path }, { name }, diagnostics, left) => {
      if (left.length > 0) {
        const instances = left.map((instance) => ({ instance }));
        line(
          "error",
          `Terraform left some resources in state after executing ${path}/${name}, they need to be cleaned up manually.`,
          {
            ...about(path, name),
            test_cleanup: { failed_resources: instances },
            type: "test_cleanup",
          },
        );
      }
      show(diagnostics, path, name);
    },
    fileEnds: ({ path }, status) =>
      line("info", `${path}... ${WORDS[status]}`, {
        ...about(path),
        test_file: { path, progress: "complete", status },
        type: "test_file",
      }),
    diagnostics: (diagnostics, file) => show(diagnostics, file?.path),
    summary: ({ status, passed, failed, errored, skipped }) => {
      const counts = `${passed} passed, ${failed + errored} failed${skipped > 0 ? `, ${skipped} skipped` : ""}.`;
      line("info", `${status === "pass" ? "Success!" : "Failure!"} ${counts}`, {
        test_summary: { status, passed, failed, errored, skipped },
        type: "test_summary",
      });
    },
  };
}

/** What a run planned or left behind; the schemas that Terraform adds for its own renderer are left out. */
function outcomeJson({ plan, state, providers }: RunOutcome): { readonly kind: "plan" | "state"; readonly json: Json } {
  if (plan) {
    const { resource_changes, resource_drift, output_changes, relevant_attributes } = renderedPlan(plan);
    const some = (name: string, list: readonly unknown[]): Record<string, Json> =>
      list.length > 0 ? { [name]: list as Json } : {};
    const json = {
      plan_format_version: "1.2",
      ...(Object.keys(output_changes).length > 0 ? { output_changes: output_changes as unknown as Json } : {}),
      ...some("resource_changes", resource_changes),
      ...some("resource_drift", resource_drift),
      ...some("relevant_attributes", relevant_attributes),
      provider_format_version: "1.0",
    };
    return { kind: "plan", json };
  }
  const values = state ? stateValues(state, stateSchemas(providers)) : {};
  return {
    kind: "state",
    json: { state_format_version: "1.0", ...(values as Record<string, Json>), provider_format_version: "1.0" },
  };
}
