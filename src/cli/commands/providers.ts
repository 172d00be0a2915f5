/** `providers`: which providers the configuration and the state need; and its subcommands. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { printProviderSource } from "../../terraform/addresses/provider.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { printTerms } from "../../terraform/config/version-constraint.ts";
import { compareUtf8 } from "../../terraform/lang/type.ts";
import { readLockFile } from "../../terraform/modules/lock-file.ts";
import { absentPackages } from "../../terraform/modules/provider-cache.ts";
import { providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import type { Command, Terminal } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { providersLock } from "../providers/lock.ts";
import { providersMirror } from "../providers/mirror.ts";
import { providersSchema } from "../providers/schema.ts";
import { drawTree, type TreeNode } from "../tree.ts";
import { createView, showOldFlagError, TOO_MANY_ARGUMENTS } from "../view.ts";
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
  const { tree, diagnostics } = loadConfiguration(loadOptions(terminal, view.sources));
  // What is required can be told whatever version of Terraform that is.
  const problems = diagnostics.filter(({ summary }) => !OF_VERSION.has(summary));
  const locks = readLockFile(terminal.directory, view.sources, problems);
  if (!hasErrors(problems)) problems.push(...absentPackages(locks, dataDirectory(terminal)));
  view.diagnostics(problems);
  if (!tree || hasErrors(problems)) return 1;
  view.out(`\nProviders required by configuration:\n${drawTree(moduleNodes(tree))}\n`);
  const inState = stateProviders(terminal);
  if (inState.length > 0) {
    const lines = inState.map((source) => `    provider[${source}]\n\n`);
    view.out(`Providers required by state:\n\n${lines.join("")}`);
  }
  return 0;
};

const OF_VERSION = new Set(["Unsupported Terraform Core version", "Invalid required_version constraint"]);

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

/** Source addresses of the providers of everything in the state. */
function stateProviders({ directory }: Terminal): string[] {
  try {
    const text = readFileSync(join(directory, "terraform.tfstate"), "utf8");
    const { resources = [] } = JSON.parse(text) as { resources?: readonly { provider?: string }[] };
    const sources = resources.map(({ provider = "" }) => /provider\["([^"]+)"\]/.exec(provider)?.[1] ?? "");
    return [...new Set(sources.filter((source) => source !== ""))].sort(compareUtf8);
  } catch {
    return [];
  }
}
