/** `modules`: the modules that the configuration calls. */
import { hasErrors } from "../../hcl/diagnostic.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { compareUtf8 } from "../../terraform/lang/type.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { drawTree, type TreeNode } from "../tree.ts";
import { createView, showFlagError, showUsageHint } from "../view.ts";
import { loadOptions } from "../working-directory.ts";

export const modules: Command = async (args, terminal) => {
  const flags = parseFlags(args, { json: "boolean", "no-color": "boolean" });
  const view = createView(terminal, { noColor: flags.values["no-color"] });
  if (flags.error !== undefined) {
    showFlagError(view, "modules", flags.error);
    return 1;
  }
  if (flags.rest.length > 0) {
    const detail = "Expected no positional arguments";
    view.diagnostics([{ severity: "error", summary: "Too many command line arguments", detail }]);
    showUsageHint(view, "modules");
    return 1;
  }
  const { tree, diagnostics } = loadConfiguration(loadOptions(terminal, view.sources));
  view.diagnostics(diagnostics);
  if (!tree || hasErrors(diagnostics)) return 1;
  if (flags.values.json) {
    const entries = descendants(tree).map(({ call, version }) => ({
      key: call?.name ?? "",
      source: call?.sourceText ?? "",
      version: version ?? "",
    }));
    view.out(`${JSON.stringify({ format_version: "1.0", modules: entries.length > 0 ? entries : null })}\n`);
    return 0;
  }
  const nodes = moduleNodes(tree);
  if (nodes.length === 0) view.out("No modules found in configuration.\n");
  else view.out(`\nModules declared by configuration:\n${drawTree(nodes)}\n`);
  return 0;
};

const childrenOf = ({ children }: ModuleTree): ModuleTree[] =>
  [...children].sort(([a], [b]) => compareUtf8(a, b)).map(([, child]) => child);

const descendants = (tree: ModuleTree): ModuleTree[] =>
  childrenOf(tree).flatMap((child) => [child, ...descendants(child)]);

function moduleNodes(tree: ModuleTree): TreeNode[] {
  return childrenOf(tree).map((child) => {
    const { call, version } = child;
    const shown = version === undefined ? "" : ` (${version})`;
    return { label: `"${call?.name}"[${call?.sourceText}]${shown}`, children: moduleNodes(child) };
  });
}
