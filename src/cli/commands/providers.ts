/** `providers`: which providers the configuration and the state need; and its subcommands. */
import { readFileSync } from "node:fs";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { printProviderSource } from "../../terraform/addresses/provider.ts";
import { OF_VERSION } from "../../terraform/config/check-required-version.ts";
import { configurationFiles, isEmptyDirectory } from "../../terraform/config/load-directory.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { printTerms } from "../../terraform/config/version-constraint.ts";
import { compareUtf8 } from "../../terraform/lang/type.ts";
import { readLockFile } from "../../terraform/modules/lock-file.ts";
import { absentPackages } from "../../terraform/modules/provider-cache.ts";
import { providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import { parseProviderConfig } from "../../terraform/plan/provider-config-text.ts";
import type { Command, Terminal } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { providersLock } from "../providers/lock.ts";
import { providersMirror } from "../providers/mirror.ts";
import { providersSchema } from "../providers/schema.ts";
import { openForReading } from "../state/state-file-access.ts";
import { drawTree, type TreeNode } from "../tree.ts";
import { createView, showOldFlagError, TOO_MANY_ARGUMENTS, type View } from "../view.ts";
import { dataDirectory, loadOptions } from "../working-directory.ts";

const SUBCOMMANDS: Readonly<Record<string, Command>> = {
  lock: providersLock,
  mirror: providersMirror,
  schema: providersSchema,
};

export const providers: Command = async (args, terminal) => {
  const [first, ...rest] = args;
  const subcommand = first !== undefined && Object.hasOwn(SUBCOMMANDS, first) ? SUBCOMMANDS[first] : undefined;
  if (subcommand) return subcommand(rest, terminal);
  const flags = parseFlags(args, { "no-color": "boolean", "test-directory": "string" });
  const view = createView(terminal, { noColor: flags.values["no-color"], spaced: true });
  if (flags.error !== undefined) {
    showOldFlagError(view, "providers", flags.error);
    return 1;
  }
  if (flags.rest.length > 0) {
    view.error(TOO_MANY_ARGUMENTS);
    return 1;
  }
  const files = configurationFiles(terminal.directory);
  if (files !== undefined && isEmptyDirectory(files)) {
    const detail = `The directory ${terminal.directory} contains no Terraform configuration files.`;
    view.diagnostics([{ severity: "error", summary: "No configuration files", detail }]);
    return 1;
  }
  const { tree, diagnostics } = loadConfiguration(loadOptions(terminal, view.sources));
  // What is required can be told whatever version of Terraform that is.
  const problems = diagnostics.filter(({ summary }) => !OF_VERSION.has(summary));
  const locks = readLockFile(terminal.directory, view.sources, problems);
  if (!hasErrors(problems)) problems.push(...absentPackages(locks, dataDirectory(terminal)));
  view.diagnostics(problems);
  if (!tree || hasErrors(problems)) return 1;
  const inState = stateProviders(terminal, view);
  if (!inState) return 1;
  view.out(`\nProviders required by configuration:\n${drawTree(moduleNodes(tree))}\n`);
  if (inState.length > 0) {
    const lines = inState.map((source) => `    provider[${source}]\n\n`);
    view.out(`Providers required by state:\n\n${lines.join("")}`);
  }
  return 0;
};

function moduleNodes(tree: ModuleTree): TreeNode[] {
  const own = [...providerRequirements(tree, true).values()]
    .map(({ source, terms }) => ({ text: printProviderSource(source), constraints: printTerms(terms) }))
    .sort((a, b) => compareUtf8(a.text, b.text))
    .map(({ text, constraints }) => ({
      label: `provider[${text}]${constraints === "" ? "" : ` ${constraints}`}`,
      children: [],
    }));
  const children = [...tree.children]
    .sort(([a], [b]) => compareUtf8(a, b))
    .map(([name, child]) => ({ label: `module.${name}`, children: moduleNodes(child) }));
  return [...own, ...children];
}

/** Source addresses of the providers of everything in the state; undefined when that can't be read. */
function stateProviders(terminal: Terminal, view: View): string[] | undefined {
  const opened = openForReading(terminal, view, {}, true, "root");
  if (!opened) return undefined;
  // A resource without instances counts, too.
  const { resources = [] } = (opened.exists ? JSON.parse(readFileSync(opened.location.path, "utf8")) : {}) as {
    readonly resources?: readonly { readonly provider?: string }[];
  };
  const inFile = resources.map(({ provider = "" }) => provider);
  const read = [...opened.state.resources.values()].map(({ provider }) => provider);
  const sources = [...inFile, ...read].map((provider) => {
    const address = parseProviderConfig(provider);
    return address ? printProviderSource(address.provider) : "";
  });
  return [...new Set(sources.filter((source) => source !== ""))].sort(compareUtf8);
}
