/** Test results as one JSON object a line. */
import type { Diagnostics } from "../../hcl/diagnostic.ts";
import { TERRAFORM_VERSION } from "../../terraform/config/terraform-version.ts";
import { diagnosticJson } from "../../terraform/diagnostics/json.ts";
import type { TestEvents, TestStatus } from "../../terraform/test/events.ts";
import type { View } from "../view.ts";

const WORDS: Readonly<Record<TestStatus, string>> = { pass: "pass", fail: "fail", error: "fail", skip: "skip" };

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

export function jsonView(view: View): TestEvents {
  const line = (level: string, message: string, rest: Readonly<Record<string, unknown>>): void => {
    const timestamp = new Date().toISOString().replace("Z", "000Z");
    const head = { "@level": level, "@message": message, "@module": "terraform.ui", "@timestamp": timestamp };
    view.out(`${JSON.stringify({ ...head, ...rest })}\n`);
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
  line("info", `Terraform ${TERRAFORM_VERSION}`, { terraform: TERRAFORM_VERSION, type: "version", ui: "1.2" });
  return {
    files: (files) => {
      const runs = files.reduce((count, file) => count + file.runs.length, 0);
      const abstract = Object.fromEntries(files.map(({ path, runs: all }) => [path, all.map(({ name }) => name)]));
      const message = `Found ${plural(files.length, "file")} and ${plural(runs, "run block")}`;
      line("info", message, { test_abstract: abstract, type: "test_abstract" });
    },
    fileStarts: ({ path }) =>
      line("info", `${path}... in progress`, {
        ...about(path),
        test_file: { path, progress: "starting" },
        type: "test_file",
      }),
    runStarts: ({ path }, { name }) =>
      line("info", `  ${JSON.stringify(name)}... in progress`, {
        ...about(path, name),
        test_run: { path, run: name, progress: "starting", elapsed: 0 },
        type: "test_run",
      }),
    runEnds: ({ path }, { run, status, diagnostics }) => {
      line("info", `  ${JSON.stringify(run.name)}... ${WORDS[status]}`, {
        ...about(path, run.name),
        test_run: { path, run: run.name, progress: "complete", status },
        type: "test_run",
      });
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
