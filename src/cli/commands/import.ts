/** `import ADDRESS ID`: takes an existing object into the state. */
import { resolve } from "node:path";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { parseFile } from "../../hcl/parse.ts";
import { type ModuleInstancePath, printModulePath } from "../../terraform/addresses/module.ts";
import {
  configOfResource,
  printConfigResource,
  printResource,
  printResourceInstance,
} from "../../terraform/addresses/resource.ts";
import { configurationFiles, isEmptyDirectory } from "../../terraform/config/load-directory.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { plan } from "../../terraform/plan/plan.ts";
import { resourceNodes } from "../../terraform/plan/resource-node.ts";
import type { Command, Terminal } from "../command.ts";
import { usageText } from "../command-help.ts";
import { parseFlags } from "../flags.ts";
import { inputVariables, loadProviders, providerHost, schemaLookup, validateTree } from "../operation/engine.ts";
import { openState } from "../operation/locked-state.ts";
import { parseInstance } from "../operation/parse-target.ts";
import { type StateFlags, stateLocation } from "../operation/state-location.ts";
import { textOutput } from "../operation/text-output.ts";
import { openWorkspace, type WorkspaceRoot } from "../operation/workspace-root.ts";
import { createView, type View } from "../view.ts";
import { asksForInput, dataDirectory, inAutomation } from "../working-directory.ts";

/** The module of the configuration that the instance would belong to. */
const moduleAt = (root: ModuleTree, path: ModuleInstancePath): ModuleTree | undefined =>
  path.reduce<ModuleTree | undefined>((tree, step) => tree?.children.get(step.name), root);

/** The configuration may lie elsewhere; the state does not. */
function openConfiguration(
  terminal: Terminal,
  view: View,
  { config, ...flags }: StateFlags & { readonly config?: string | undefined },
): WorkspaceRoot | undefined {
  if (config === undefined) return openWorkspace(terminal, view, flags);
  const environment = { ...terminal.environment, TF_DATA_DIR: dataDirectory(terminal) };
  const there = { ...terminal, directory: resolve(terminal.directory, config), environment };
  const root = openWorkspace(there, view, flags);
  return (
    root && { ...root, location: stateLocation(terminal.directory, root.workspace, root.backend, root.cloud, flags) }
  );
}

export const importCommand: Command = async (args, terminal) => {
  const {
    values: flags,
    rest,
    occurrences,
    error,
  } = parseFlags(args, {
    backup: "string",
    "compact-warnings": "boolean",
    config: "string",
    input: "boolean",
    lock: "boolean",
    "ignore-remote-version": "boolean",
    "lock-timeout": "duration",
    "no-color": "boolean",
    parallelism: "number",
    state: "string",
    "state-out": "string",
    var: "list",
    "var-file": "list",
  });
  const view = createView(terminal, {
    noColor: flags["no-color"],
    compactWarnings: flags["compact-warnings"],
    spaced: true,
  });
  const [text, id] = rest;
  if (error !== undefined || rest.length !== 2 || text === undefined || id === undefined) {
    view.error(`${error === undefined ? "The import command expects two arguments.\n" : ""}${usageText("import")}`);
    return 1;
  }
  const filename = "<import-address>";
  const { address, diagnostics } = parseInstance(text, filename);
  if (!address) {
    view.sources.add({ ...parseFile(filename, "").file, text });
    view.diagnostics(diagnostics);
    view.out(
      "For information on valid syntax, see:\nhttps://developer.hashicorp.com/terraform/cli/state/resource-addressing\n",
    );
    return 1;
  }
  if (address.resource.mode !== "managed") {
    view.diagnostics([
      {
        severity: "error",
        summary: "A managed resource address is required. Importing into a data resource is not allowed.",
        detail: "",
      },
    ]);
    return 1;
  }
  const files = configurationFiles(resolve(terminal.directory, flags.config ?? "."));
  if (files === undefined || isEmptyDirectory(files)) {
    const folder = flags.config ?? terminal.directory;
    const detail = `The directory ${folder} does not contain any Terraform configuration files (.tf or .tf.json). To specify a different configuration directory, use the -config="..." command line option.`;
    view.diagnostics([{ severity: "error", summary: "No Terraform configuration files", detail }]);
    return 1;
  }
  const root = openConfiguration(terminal, view, flags);
  if (!root) return 1;
  if (!moduleAt(root.tree, address.module)) {
    const module = printModulePath(address.module.map((step) => step.name));
    const detail = `${module} is not defined in the configuration. Please add configuration for this module before importing into it.`;
    view.diagnostics([{ severity: "error", summary: "Import to non-existent module", detail }]);
    return 1;
  }
  const name = printConfigResource(configOfResource(address));
  if (!resourceNodes(root.tree).has(name)) {
    const where =
      address.module.length === 0 ? "the root module" : printModulePath(address.module.map((step) => step.name));
    view.error(
      `Error: resource address ${JSON.stringify(printResource(address.resource))} does not exist in the configuration.\n\nBefore importing this resource, please create its configuration in ${where}. For example:\n\nresource ${JSON.stringify(address.resource.type)} ${JSON.stringify(address.resource.name)} {\n  # (resource arguments)\n}\n`,
    );
    return 1;
  }
  const locked = await openState(
    root.location,
    { lock: flags.lock !== false, timeout: flags["lock-timeout"] ?? 0, operation: "import" },
    view,
    (found) => view.diagnostics(found),
  );
  if (!locked) return 1;
  try {
    const fail = (found: Parameters<typeof view.diagnostics>[0]): number => {
      view.diagnostics(found);
      return 1;
    };
    const shown = printResourceInstance(address);
    const starts = `${shown}: Importing from ID ${JSON.stringify(id)}...\n`;
    const prepared = `${shown}: Import prepared!\n  Prepared ${address.resource.type} for import\n`;
    if (locked.state.instance(address)?.current) {
      // Terraform finds this out with the imported object in hand.
      view.out(starts + prepared);
      const detail = `Terraform is already managing a remote object for ${shown}. To import to this address you must first remove the existing object from the state.`;
      return fail([{ severity: "error", summary: "Resource already managed by Terraform", detail }]);
    }
    const given = occurrences.filter((o) => o.name === "var" || o.name === "var-file");
    const collected = await inputVariables(root.tree, { given, prompt: asksForInput(flags, terminal) }, terminal, view);
    if (hasErrors(collected.diagnostics)) return fail(collected.diagnostics);
    const validated = await validateTree(root.tree, terminal, root.workspace);
    if (hasErrors(validated)) return fail(validated);
    const providers = await loadProviders(root.tree, locked.state, terminal);
    const output = textOutput(view, schemaLookup(providers), {
      inAutomation: inAutomation(terminal),
      destroying: false,
    });
    const result = await plan({
      tree: root.tree,
      providers,
      host: providerHost(terminal),
      state: locked.state,
      variables: collected.values,
      directory: terminal.directory,
      workspace: root.workspace,
      mode: "refresh-only",
      refresh: true,
      onlyImport: { address, id, byCommand: true },
      targets: [{ module: address.module, resource: address.resource, key: address.key }],
      replace: [],
      parallelism: flags.parallelism || 10,
      events: {
        emit(event) {
          if (event.kind === "import-prepare") view.out(starts);
          else if (event.kind === "imported") view.out(prepared);
          else output.emit(event);
        },
      },
      interrupted: terminal.interrupted,
    });
    if (result.errored) return fail([...collected.diagnostics, ...validated, ...result.diagnostics]);
    locked.store.finish(result.priorState);
    view.out(
      "\nImport successful!\n\nThe resources that were imported are shown above. These resources are now in\nyour Terraform state and will henceforth be managed by Terraform.\n\n",
    );
    view.diagnostics([...collected.diagnostics, ...validated, ...result.diagnostics]);
    return 0;
  } finally {
    locked.release();
  }
};
