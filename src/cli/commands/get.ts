/** `get`: installs the modules that the configuration calls. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { loadDirectory } from "../../terraform/config/load-directory.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import { installModules } from "../../terraform/modules/install.ts";
import { loadTests, testModules } from "../../terraform/test/load-tests.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { notSaid } from "../init/not-said.ts";
import { createView, showOldFlagError, TOO_MANY_ARGUMENTS } from "../view.ts";
import { loadOptions } from "../working-directory.ts";
import { networkOf } from "./init.ts";

export const get: Command = async (args, terminal) => {
  const flags = parseFlags(args, { update: "boolean", "no-color": "boolean", "test-directory": "string" });
  const view = createView(terminal, { noColor: flags.values["no-color"], spaced: true });
  if (flags.error !== undefined) {
    showOldFlagError(view, "get", flags.error);
    return 1;
  }
  if (flags.rest.length > 0) {
    view.error(TOO_MANY_ARGUMENTS);
    return 1;
  }
  const diagnostics: Diagnostic[] = [];
  const root = loadDirectory(terminal.directory, ".", view.sources, diagnostics);
  if (root) {
    const progress = {
      downloading: (key: string, address: string, version: string | undefined) =>
        view.out(`Downloading ${address}${version === undefined ? "" : ` ${version}`} for ${key}...\n`),
      installed: (key: string, directory: string) => view.out(`- ${key} in ${directory}\n`),
    };
    const upgrade = flags.values.update === true;
    const options = { ...loadOptions(terminal, view.sources), upgrade, network: networkOf(terminal), progress };
    const folder = {
      directory: terminal.directory,
      testDirectory: flags.values["test-directory"] ?? "tests",
      sources: view.sources,
    };
    await installModules(root, testModules(loadTests(folder, diagnostics)), options, diagnostics);
    if (!hasErrors(diagnostics))
      diagnostics.push(...asWarnings(notSaid(loadConfiguration(options).diagnostics, diagnostics)));
  }
  view.diagnostics(diagnostics);
  return hasErrors(diagnostics) ? 1 : 0;
};

/** Modules can be installed whatever else is wrong: what they make of each other is only warned of, as Terraform does. */
const asWarnings = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
  found.map((diagnostic) => ({ ...diagnostic, severity: "warning" }));
