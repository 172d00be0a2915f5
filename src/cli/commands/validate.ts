/** `validate`: whether the configuration is right, whatever its variables and its state. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import { diagnosticJson, isAdvice } from "../../terraform/diagnostics/json.ts";
import { COLOURED } from "../../terraform/diagnostics/palette.ts";
import { wordWrap } from "../../terraform/diagnostics/word-wrap.ts";
import { providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import type { ProviderHost } from "../../terraform/provider.ts";
import { loadRunModules, loadTests } from "../../terraform/test/load-tests.ts";
import { validateConfiguration } from "../../terraform/validate/validate.ts";
import type { Command, Terminal } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { installedProviders } from "../installed-providers.ts";
import { overridesInEffect } from "../operation/check-providers.ts";
import { providersFor } from "../provider-library.ts";
import { createView, showFlagError, showUsageHint, type View } from "../view.ts";
import { currentWorkspace, loadOptions } from "../working-directory.ts";

const FLAGS = {
  json: "boolean",
  "compact-warnings": "boolean",
  "no-color": "boolean",
  "test-directory": "string",
  "no-tests": "boolean",
} as const;

export const validate: Command = async (args, terminal) => {
  const flags = parseFlags(args, FLAGS);
  const view = createView(terminal, {
    noColor: flags.values["no-color"],
    compactWarnings: flags.values["compact-warnings"],
  });
  if (flags.error !== undefined) {
    showFlagError(view, "validate", flags.error);
    return 1;
  }
  const [root = ".", ...extra] = flags.rest;
  if (extra.length > 0) {
    const detail = "Expected at most one positional argument.";
    view.diagnostics([{ severity: "error", summary: "Too many command line arguments", detail }]);
    showUsageHint(view, "validate");
    return 1;
  }
  const tests = {
    skip: flags.values["no-tests"] === true,
    directory: (flags.values["test-directory"] ?? "tests").replace(/^\/+/, ""),
  };
  const diagnostics = await check(view, terminal, root, tests);
  return flags.values.json ? showJson(view, diagnostics) : showText(view, diagnostics);
};

async function check(view: View, terminal: Terminal, root: string, tests: TestFlags): Promise<Diagnostic[]> {
  const options = { ...loadOptions(terminal, view.sources), root };
  const { tree, diagnostics } = loadConfiguration(options);
  const problems: Diagnostic[] = [...diagnostics];
  const files = tests.skip ? [] : loadTests({ ...options, testDirectory: tests.directory }, problems);
  if (!tree || hasErrors(problems)) return problems;
  const modules = loadRunModules(files, options, problems);
  const lookup = installedProviders(terminal, view, problems);
  const overridden = await providersFor(terminal).overridden(providerRequirements(tree).keys());
  if (overridden.size > 0) problems.unshift(overridesInEffect(overridden));
  const workspace = currentWorkspace(terminal);
  for (const each of [tree, ...new Set(modules.values())]) {
    if (hasErrors(problems)) break;
    providersFor(terminal).require(providerRequirements(each));
    problems.push(...(await validateConfiguration(each, { host: hostOf(terminal), workspace, lookup })));
  }
  return problems;
}

interface TestFlags {
  readonly skip: boolean;
  readonly directory: string;
}

const hostOf = (terminal: Terminal): ProviderHost => ({
  cloud: () => terminal.cloud(),
  directory: terminal.directory,
  environment: terminal.environment,
  signal: terminal.killed,
});

function showText(view: View, diagnostics: readonly Diagnostic[]): number {
  view.diagnostics(diagnostics);
  if (hasErrors(diagnostics)) return 1;
  // Terraform counts the colours as if they took room, whether or not they are shown.
  const { green, bold, reset } = view.style.box ? COLOURED : view.palette;
  const but = diagnostics.length > 0 ? ", but there were some validation warnings as shown above" : "";
  const text = `${green}${bold}Success!${reset} The configuration is valid${but}.`;
  const wrapped = diagnostics.length > 0 ? wordWrap(text, view.style.width) : text;
  view.out(`${view.style.colour ? wrapped : withoutColours(wrapped)}\n\n`);
  return 0;
}

const withoutColours = (text: string): string =>
  text.replaceAll(COLOURED.green, "").replaceAll(COLOURED.bold, "").replaceAll(COLOURED.reset, "");

function showJson(view: View, found: readonly Diagnostic[]): number {
  const diagnostics = found.filter((diagnostic) => !isAdvice(diagnostic));
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const document = {
    format_version: "1.0",
    valid: errors === 0,
    error_count: errors,
    warning_count: diagnostics.length - errors,
    diagnostics: diagnostics.map((diagnostic) => diagnosticJson(diagnostic, view.sources)),
  };
  view.out(`${JSON.stringify(document, null, 2)}\n`);
  return errors === 0 ? 0 : 1;
}
