/** `test`: runs the test files of a folder, each in a state of its own. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { loadRunModules, loadTests } from "../../terraform/test/load-tests.ts";
import { runTests } from "../../terraform/test/run-tests.ts";
import type { TestRun } from "../../terraform/test/test-file.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { installedProviders } from "../installed-providers.ts";
import { jsonView } from "../test/json-view.ts";
import { JunitReport } from "../test/junit.ts";
import { textView } from "../test/text-view.ts";
import { createView, showFlagError } from "../view.ts";
import { loadOptions } from "../working-directory.ts";

const FLAGS = {
  "cloud-run": "string",
  filter: "list",
  json: "boolean",
  "junit-xml": "string",
  "no-color": "boolean",
  "test-directory": "string",
  var: "list",
  "var-file": "list",
  verbose: "boolean",
} as const;

export const test: Command = async (args, terminal) => {
  const flags = parseFlags(args, FLAGS);
  const { values } = flags;
  const view = createView(terminal, { noColor: values["no-color"] });
  if (flags.error !== undefined) {
    showFlagError(view, "test", flags.error);
    return 1;
  }
  const report = values["junit-xml"];
  const junit = report === undefined ? undefined : new JunitReport(view);
  const verbose = values.verbose === true;
  const shown = values.json ? jsonView(view, verbose) : textView(view, verbose);
  const events = junit ? junit.watch(shown) : shown;
  const diagnostics: Diagnostic[] = [];
  const testDirectory = values["test-directory"] ?? "tests";
  const loaded = loadConfiguration(loadOptions(terminal, view.sources));
  diagnostics.push(...loaded.diagnostics);
  const all = loadTests({ directory: terminal.directory, testDirectory, sources: view.sources }, diagnostics);
  const { tree } = loaded;
  const modules = hasErrors(diagnostics)
    ? new Map<TestRun, ModuleTree>()
    : loadRunModules(all, loadOptions(terminal, view.sources), diagnostics);
  const filters = values.filter ?? [];
  const files = filters.length === 0 ? all : all.filter(({ path }) => filters.includes(path));
  events.diagnostics(diagnostics);
  if (!tree || hasErrors(diagnostics)) return 1;
  const summary = await runTests(files, {
    root: tree,
    modules,
    host: {
      cloud: () => terminal.cloud(),
      directory: terminal.directory,
      environment: terminal.environment,
      signal: terminal.killed,
    },
    directory: terminal.directory,
    testDirectory,
    environment: terminal.environment,
    given: flags.occurrences.filter(({ name }) => name === "var" || name === "var-file"),
    sources: view.sources,
    events,
    interrupted: terminal.interrupted,
    lookup: installedProviders(terminal, view, diagnostics),
  });
  if (junit && report !== undefined) {
    const problem = junit.save(terminal.directory, report);
    if (problem) view.diagnostics([problem]);
  }
  return summary.status === "pass" ? 0 : 1;
};
