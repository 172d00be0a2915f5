/** `init`: prepares a folder: backend, modules, providers. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { configurationFiles, isEmptyDirectory, loadDirectory } from "../../terraform/config/load-directory.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { Module, ModuleTree } from "../../terraform/config/module.ts";
import { installModules, type TestModuleCall } from "../../terraform/modules/install.ts";
import { installProviders } from "../../terraform/modules/install-providers.ts";
import { readLockFile, sameLocks, writeLockFile } from "../../terraform/modules/lock-file.ts";
import type { Network } from "../../terraform/modules/network.ts";
import { currentPlatform } from "../../terraform/modules/provider-cache.ts";
import { importProviderConflicts, providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import type { State } from "../../terraform/state/state.ts";
import { loadTests, testModules } from "../../terraform/test/load-tests.ts";
import { providerMirrors } from "../cli-configuration.ts";
import type { Command, Terminal } from "../command.ts";
import { initBackend } from "../init/backend.ts";
import { contradictoryFlags, type InitFlags, parseInitFlags } from "../init/flags.ts";
import { copyModule, hasConfiguration } from "../init/from-module.ts";
import { notSaid } from "../init/not-said.ts";
import { type InitOutput, jsonOutput, textOutput } from "../init/output.ts";
import { storedState, withStoredProviders } from "../init/stored-state.ts";
import { providersFor } from "../provider-library.ts";
import { createView, type View } from "../view.ts";
import { dataDirectory, inAutomation, loadOptions } from "../working-directory.ts";

export const init: Command = async (args, terminal) => {
  const flags = parseInitFlags(args);
  const view = createView(terminal, { noColor: flags.values["no-color"] });
  if (flags.error !== undefined) {
    view.diagnostics([{ severity: "error", summary: "Failed to parse command-line flags", detail: flags.error }]);
    return 1;
  }
  const output = flags.values.json ? jsonOutput(view) : textOutput(view);
  if (flags.rest.length > 0) {
    output.diagnostics([plainError("Too many command line arguments. Did you mean to use -chdir?")]);
    return 1;
  }
  const contradictions = contradictoryFlags(flags);
  if (contradictions.length > 0) {
    output.diagnostics(contradictions);
    return 1;
  }
  const diagnostics: Diagnostic[] = [];
  const succeeded = await run({ flags, view, output, terminal, network: networkOf(terminal), diagnostics });
  return succeeded ? 0 : 1;
};

interface Init {
  readonly flags: InitFlags;
  readonly view: View;
  readonly output: InitOutput;
  readonly terminal: Terminal;
  readonly network: Network;
  readonly diagnostics: Diagnostic[];
}

export const networkOf = ({ environment, interrupted }: Terminal): Network => ({
  fetch: globalThis.fetch,
  environment,
  signal: interrupted,
});

const plainError = (summary: string, detail = ""): Diagnostic => ({ severity: "error", summary, detail });

const PROBLEMS = plainError(
  `Terraform encountered problems during initialisation, including problems
with the configuration, described below.

The Terraform configuration must be valid before initialization so that
Terraform can determine which modules and providers need to be installed.`,
);

async function run(step: Init): Promise<boolean> {
  const { flags, output, terminal, view, diagnostics } = step;
  const { directory } = terminal;
  const { values } = flags;
  const stop = (extra: readonly Diagnostic[] = []): false => {
    output.diagnostics([...diagnostics, ...extra]);
    return false;
  };
  if (values["from-module"] !== undefined && !(await fromModule(step, values["from-module"]))) return stop();
  const files = configurationFiles(directory);
  if (!files || isEmptyDirectory(files)) {
    output.message("output_init_empty_message");
    return true;
  }
  const early: Diagnostic[] = [];
  const root = loadDirectory(directory, ".", view.sources, early);
  if (!root) return stop([PROBLEMS, ...early]);
  const testDirectory = (values["test-directory"] ?? "tests").replace(/^\/+/, "");
  const tests = testModules(loadTests({ directory, testDirectory, sources: view.sources }, early));
  const backendProblems: Diagnostic[] = [];
  if (values.backend !== false && values.cloud !== false) {
    await initBackend(root, flags, terminal, output, view.sources, backendProblems);
  }
  const state = hasErrors([...early, ...backendProblems]) ? undefined : storedState(terminal, root);
  if (state && "problem" in state) return stop([state.problem]);
  if (values.get !== false) {
    await getModules(step, root, tests, early);
    if (hasErrors(diagnostics)) return stop();
  }
  const { tree, diagnostics: problems } = loadConfiguration(loadOptions(terminal, view.sources));
  const versions = problems.filter(
    ({ summary }) =>
      summary === "Unsupported Terraform Core version" || summary === "Invalid required_version constraint",
  );
  if (versions.length > 0) {
    output.diagnostics(versions);
    return false;
  }
  diagnostics.push(...early, ...backendProblems);
  if (hasErrors(early)) return stop([PROBLEMS]);
  if (hasErrors(backendProblems)) return stop();
  // What was said of the root module alone is said again, and what modules make of each other on installing them too.
  if (root.calls.size > 0 && values.get !== false && !hasErrors(problems)) {
    diagnostics.push(...notSaid(problems, diagnostics));
  }
  diagnostics.push(...problems);
  // With modules to install, what is wrong was found while installing them.
  if (!tree || hasErrors(problems)) return stop(root.calls.size > 0 && values.get !== false ? [] : [PROBLEMS]);
  if (!(await getProviders(step, tree, state?.state))) return stop();
  output.blank();
  output.diagnostics(diagnostics);
  output.message("output_init_success_message");
  if (!inAutomation(terminal)) output.message("output_init_success_cli_message");
  return true;
}

async function fromModule({ output, terminal, network, diagnostics }: Init, source: string): Promise<boolean> {
  if (hasConfiguration(terminal.directory)) {
    diagnostics.push(
      plainError(
        `The working directory already contains files. The -from-module option requires
an empty directory into which a copy of the referenced module will be placed.

To initialize the configuration already in this working directory, omit the
-from-module option.`,
      ),
    );
    return false;
  }
  output.log(`Copying configuration from ${JSON.stringify(source)}...`);
  await copyModule(source, terminal.directory, network, diagnostics);
  output.blank();
  return !hasErrors(diagnostics);
}

async function getModules(
  { flags, output, terminal, network, view, diagnostics }: Init,
  root: Module,
  tests: readonly TestModuleCall[],
  early: readonly Diagnostic[],
): Promise<void> {
  if (root.calls.size === 0 && tests.length === 0) return;
  // Installing loads the root module once more, and stops at what is wrong with it.
  if (hasErrors(early)) diagnostics.push(...early);
  const upgrade = flags.values.upgrade === true;
  output.message(upgrade ? "upgrading_modules_message" : "initializing_modules_message");
  const progress = {
    downloading: (key: string, address: string, version: string | undefined) =>
      output.log(`Downloading ${address}${version === undefined ? "" : ` ${version}`} for ${key}...`),
    installed: (key: string, directory: string) => output.log(`- ${key} in ${directory}`),
  };
  const options = { ...loadOptions(terminal, view.sources), upgrade, network, progress };
  await installModules(root, tests, options, diagnostics);
}

async function getProviders(step: Init, tree: ModuleTree, state: State | undefined): Promise<boolean> {
  const { flags, output, terminal, view, diagnostics } = step;
  const { upgrade = false, lockfile } = flags.values;
  const isReadOnly = lockfile === "readonly";
  if (isReadOnly && upgrade) {
    diagnostics.push(plainError("The -upgrade flag conflicts with -lockfile=readonly."));
    return false;
  }
  const conflicts = importProviderConflicts(tree);
  if (conflicts.length > 0) {
    diagnostics.push(...conflicts);
    return false;
  }
  const requirements = withStoredProviders(providerRequirements(tree), state);
  const library = providersFor(terminal);
  library.require(requirements, upgrade);
  const locks = readLockFile(terminal.directory, view.sources, diagnostics);
  output.message("initializing_provider_plugin_message");
  const mirrors = [...providerMirrors(terminal), ...(flags.values["plugin-dir"] ?? [])];
  const options = {
    locks,
    upgrade,
    dataDirectory: dataDirectory(terminal),
    searched: mirrors,
    lookup: (source: string) => library.installable(source),
    place: (source: string, version: string) => library.place(source, version),
    progress: (line: string) => output.log(line, line.replace(/^- /, "")),
  };
  const installed = await installProviders(requirements, options, diagnostics);
  if (hasErrors(diagnostics)) return false;
  if (sameLocks(locks, installed.locks)) return true;
  if (isReadOnly) {
    const same = locks.size === installed.locks.size && [...locks.keys()].every((key) => installed.locks.has(key));
    diagnostics.push(same ? NOT_UPDATED : CHANGES_DETECTED);
    return same;
  }
  if (mirrors.length > 0 && installed.added.length > 0) diagnostics.push(incompleteLockFile(installed.added));
  output.message(locks.size === 0 ? "lock_info" : "dependencies_lock_changes_info");
  writeLockFile(terminal.directory, installed.locks);
  return true;
}

const CHANGES_DETECTED = plainError(
  "Provider dependency changes detected",
  'Changes to the required provider dependencies were detected, but the lock file is read-only. To use and record these requirements, run "terraform init" without the "-lockfile=readonly" flag.',
);

const NOT_UPDATED: Diagnostic = {
  severity: "warning",
  summary: "Provider lock file not updated",
  detail:
    'Changes to the provider selections were detected, but not saved in the .terraform.lock.hcl file. To record these selections, run "terraform init" without the "-lockfile=readonly" flag.',
};

/** Packages from a mirror are known by the checksum of this platform's package alone. */
function incompleteLockFile(names: readonly string[]): Diagnostic {
  const platform = currentPlatform();
  const list = names.map((name) => `  - ${name}`).join("\n");
  return {
    severity: "warning",
    summary: "Incomplete lock file information for providers",
    detail: `Due to your customized provider installation methods, Terraform was forced to calculate lock file checksums locally for the following providers:\n${list}\n\nThe current .terraform.lock.hcl file only includes checksums for ${platform}, so Terraform running on another platform will fail to install these providers.\n\nTo calculate additional checksums for another platform, run:\n  terraform providers lock -platform=linux_amd64\n(where linux_amd64 is the platform to generate)`,
  };
}
