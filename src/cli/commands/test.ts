/** `test`: runs the test files of a folder, each in a state of its own. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { providerType } from "../../providers/registry.ts";
import { buildTree, fromManifest, loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { readLockFile } from "../../terraform/modules/lock-file.ts";
import { readManifest } from "../../terraform/modules/manifest.ts";
import { checkInstallation } from "../../terraform/modules/provider-cache.ts";
import { providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import { loadTests, testModuleCall, testModulePath } from "../../terraform/test/load-tests.ts";
import { runTests } from "../../terraform/test/run-tests.ts";
import type { TestFile, TestRun } from "../../terraform/test/test-file.ts";
import type { Command, Terminal } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { jsonView } from "../test/json-view.ts";
import { textView } from "../test/text-view.ts";
import { createView, showFlagError, type View } from "../view.ts";
import { dataDirectory, loadOptions } from "../working-directory.ts";

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
  const events = values.json ? jsonView(view) : textView(view);
  const diagnostics: Diagnostic[] = [];
  const testDirectory = values["test-directory"] ?? "tests";
  const loaded = loadConfiguration(loadOptions(terminal, view.sources));
  diagnostics.push(...loaded.diagnostics);
  const all = loadTests({ directory: terminal.directory, testDirectory, sources: view.sources }, diagnostics);
  const modules = loaded.tree ? loadRunModules(all, terminal, view, diagnostics) : new Map<TestRun, ModuleTree>();
  const { tree } = loaded;
  if (tree && !hasErrors(diagnostics)) {
    const locks = readLockFile(terminal.directory, view.sources, diagnostics);
    diagnostics.push(...checkInstallation(providerRequirements(tree), locks, dataDirectory(terminal)));
  }
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
    lookup: providerType,
  });
  return summary.status === "pass" ? 0 : 1;
};

/** The modules of runs that have their own, from where `init` installed them. */
function loadRunModules(
  files: readonly TestFile[],
  terminal: Terminal,
  view: View,
  diagnostics: Diagnostic[],
): Map<TestRun, ModuleTree> {
  const options = loadOptions(terminal, view.sources);
  const find = fromManifest(readManifest(options.dataDirectory), options);
  const modules = new Map<TestRun, ModuleTree>();
  for (const file of files) {
    for (const run of file.runs) {
      const call = testModuleCall(run);
      if (!call?.source) continue;
      const path = testModulePath(file, run);
      const found = find({ path, call }, diagnostics);
      if (!found) continue;
      const below: typeof find = (request, problems) =>
        find({ ...request, path: [...path, ...request.path] }, problems);
      modules.set(run, buildTree(found.module, below, diagnostics));
    }
  }
  return modules;
}
