/** Test results as text. */

import { diagnosticJson } from "../../terraform/diagnostics/json.ts";
import { diagnosticText } from "../../terraform/diagnostics/show.ts";
import { wordWrap } from "../../terraform/diagnostics/word-wrap.ts";
import { shownPlan } from "../../terraform/plan/changes-json.ts";
import { stateSchemas } from "../../terraform/plan/whole-plan-json.ts";
import { renderPlan } from "../../terraform/render/plan.ts";
import { renderState } from "../../terraform/render/state.ts";
import { stateValues } from "../../terraform/state/values.ts";
import type { RunOutcome, TestEvents, TestStatus } from "../../terraform/test/events.ts";
import { schemaLookup } from "../operation/engine.ts";
import type { View } from "../view.ts";

const WORDS: Readonly<Record<TestStatus, string>> = { pass: "pass", fail: "fail", error: "fail", skip: "skip" };

export function textView(view: View, verbose: boolean): TestEvents {
  const { palette } = view;
  const coloured = (status: TestStatus): string => {
    const word = WORDS[status];
    const colour = word === "pass" ? palette.green : word === "fail" ? palette.red : palette.darkGray;
    return `${colour}${word}${colour === "" ? "" : palette.reset}`;
  };
  return {
    files: () => undefined,
    fileStarts: ({ path }) => view.out(`${path}... in progress\n`),
    runStarts: () => undefined,
    runEnds: (_file, { run, status, diagnostics, outcome }) => {
      view.out(`  run ${JSON.stringify(run.name)}... ${coloured(status)}\n`);
      if (verbose && outcome) view.out(outcomeText(outcome, view));
      view.diagnostics(diagnostics);
      if (diagnostics.some(({ severity }) => severity === "warning")) view.out("\n");
    },
    tearingDown: ({ path }) => view.out(`${path}... tearing down\n`),
    runTearsDown: () => undefined,
    cleanupFailed: ({ path }, run, diagnostics, left) => {
      const width = view.style.width;
      const say = (text: string): void => view.error(`${wordWrap(text, width)}\n`);
      say(`Terraform encountered an error destroying resources created while executing ${path}/${run.name}.`);
      for (const diagnostic of diagnostics)
        view.error(diagnosticText(diagnosticJson(diagnostic, view.sources), view.style));
      if (left.length === 0) return;
      view.error("\n");
      say(
        `Terraform left the following resources in state after executing ${path}/${run.name}, and they need to be cleaned up manually:`,
      );
      for (const address of left) view.error(`  - ${address}\n`);
    },
    fileEnds: ({ path }, status) => view.out(`${path}... ${coloured(status)}\n`),
    diagnostics: (diagnostics) => view.diagnostics(diagnostics),
    summary: ({ status, passed, failed, errored, skipped }) => {
      const counts = `${passed} passed, ${failed + errored} failed${skipped > 0 ? `, ${skipped} skipped` : ""}.`;
      const word =
        status === "pass" ? `${palette.green}Success!${palette.reset}` : `${palette.red}Failure!${palette.reset}`;
      view.out(`\n${word} ${counts}\n`);
    },
  };
}

/** What a run planned or left behind. */
function outcomeText({ plan, state, providers }: RunOutcome, view: View): string {
  const schemas = schemaLookup(providers);
  const { colour, width } = view.style;
  if (plan) return `${renderPlan(shownPlan(plan), schemas, { colour, width, inAutomation: true, canApply: false })}\n`;
  return state ? `\n${renderState(stateValues(state, stateSchemas(providers)), schemas, colour)}\n` : "";
}
