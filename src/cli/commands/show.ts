/** `show`: the state, or a saved plan, as text or JSON. */
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { JsonValueError } from "../../terraform/lang/json.ts";
import { writeJson } from "../../terraform/lang/json-text.ts";
import { readErrorText } from "../../terraform/lang/read-error.ts";
import { shownPlan } from "../../terraform/plan/changes-json.ts";
import { loadSavedConfiguration, readPlanFile } from "../../terraform/plan/plan-file.ts";
import { planJson, stateJson, stateSchemas } from "../../terraform/plan/whole-plan-json.ts";
import { renderPlan } from "../../terraform/render/plan.ts";
import { renderState } from "../../terraform/render/state.ts";
import type { State } from "../../terraform/state/state.ts";
import { parseStateFile } from "../../terraform/state/state-file.ts";
import { StateSchemaError, stateValues } from "../../terraform/state/values.ts";
import type { Command, Terminal } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { loadProviders, schemaLookup } from "../operation/engine.ts";
import { describeProblems } from "../operation/locked-state.ts";
import { noPlanIn, notAPlanFile } from "../operation/not-a-plan-file.ts";
import { findState, readState } from "../operation/open-for-reading.ts";
import { createView, showFlagError, showUsageHint, type View } from "../view.ts";
import { inAutomation } from "../working-directory.ts";

export const show: Command = async (args, terminal) => {
  const { values: flags, rest, error } = parseFlags(args, { json: "boolean", "no-color": "boolean" });
  const view = createView(terminal, { noColor: flags["no-color"] });
  if (error !== undefined) {
    showFlagError(view, "show", error);
    return 1;
  }
  if (rest.length > 1) {
    view.diagnostics([
      {
        severity: "error",
        summary: "Too many command line arguments",
        detail: "Expected at most one positional argument.",
      },
    ]);
    showUsageHint(view, "show");
    return 1;
  }
  const [path] = rest;
  const json = flags.json === true;
  if (path === undefined) return showState(terminal, view, json);
  return showFile(path, terminal, view, json);
};

async function showState(terminal: Terminal, view: View, json: boolean): Promise<number> {
  const found = findState(terminal, view, {}, "all");
  if (!found) return 1;
  const read = readState(found.location, (diagnostics) => view.diagnostics(diagnostics));
  if (!read) return 1;
  return print(read.exists ? read.state : undefined, found.tree, terminal, view, json);
}

async function print(
  state: State | undefined,
  tree: ModuleTree | undefined,
  terminal: Terminal,
  view: View,
  json: boolean,
): Promise<number> {
  if (!state && !json) {
    view.out("No state.\n");
    return 0;
  }
  try {
    const providers = state ? await loadProviders(tree, state, terminal) : undefined;
    if (json) {
      const schemas = providers ? stateSchemas(providers) : () => undefined;
      view.out(`${writeJson(stateJson(state, schemas))}\n`);
    } else if (state && providers) {
      if (state.isEmpty) view.out("The state file is empty. No resources are represented.\n");
      else
        view.out(renderState(stateValues(state, stateSchemas(providers)), schemaLookup(providers), view.style.colour));
    }
    return 0;
  } catch (error) {
    if (!(error instanceof StateSchemaError || error instanceof JsonValueError)) throw error;
    view.error(`Failed to marshal state to json: ${error.message}`);
    return 1;
  }
}

async function showFile(path: string, terminal: Terminal, view: View, json: boolean): Promise<number> {
  const full = resolve(terminal.directory, path);
  const saved = isFile(full) ? readPlanFile(full) : undefined;
  if (saved) {
    const tree = loadSavedConfiguration(saved, view.sources);
    if (!tree) return 1;
    const providers = await loadProviders(tree, saved.plan.priorState, terminal);
    if (json) view.out(`${writeJson(planJson(saved.plan, tree, providers))}\n`);
    else {
      const { colour, width } = view.style;
      const canApply = saved.plan.applyable && saved.plan.mode === "refresh-only";
      const options = { colour, width, inAutomation: inAutomation(terminal), canApply };
      view.out(renderPlan(shownPlan(saved.plan), schemaLookup(providers), options));
    }
    return 0;
  }
  const fail = (summary: string, detail: string): number => {
    view.diagnostics([{ severity: "error", summary, detail }]);
    return 1;
  };
  const neither = (stateProblem: string, planProblem: string): number =>
    fail(
      "Failed to read the given file as a state or plan file",
      `State read error: ${stateProblem}\n\nPlan read error: ${notAPlanFile(planProblem)}`,
    );
  let text: string;
  try {
    text = readFileSync(full, "utf8");
  } catch (error) {
    const reason = readErrorText(path, error);
    const problem = reason.startsWith("read ")
      ? `Error reading ${path} as a statefile: Failed to read state file: The state file could not be read: ${reason}`
      : `Error loading statefile: ${reason}`;
    return neither(problem, `${reason}) or a saved cloud plan (${reason}`);
  }
  const { file, diagnostics, isState } = parseStateFile(text);
  if (file) return print(file.state, undefined, terminal, view, json);
  const problems = text.trim() === "" ? "no state" : describeProblems(diagnostics);
  if (isState) return fail("Couldn't show state file", `Plan read error: ${problems}`);
  return neither(`Error reading ${path} as a statefile: ${problems}`, noPlanIn(text));
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
