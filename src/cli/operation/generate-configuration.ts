/** `-generate-config-out`: blocks for the imported resources that have none, written from the objects as they are. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printResourceInstance } from "../../terraform/addresses/resource.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { Import, ModuleTree } from "../../terraform/config/module.ts";
import { evaluate } from "../../terraform/lang/evaluate.ts";
import { Evaluation } from "../../terraform/plan/evaluation.ts";
import { missingTargets } from "../../terraform/plan/import-blocks.ts";
import { ModuleScope } from "../../terraform/plan/module-scope.ts";
import { type PlanOptions, plan } from "../../terraform/plan/plan.ts";
import { blockType } from "../../terraform/plan/schema-type.ts";
import { providerFunctions } from "../../terraform/provider-functions.ts";
import { resourceText } from "../../terraform/render/resource-text.ts";
import type { Terminal } from "../command.ts";
import type { View } from "../view.ts";
import { loadOptions } from "../working-directory.ts";

export interface GeneratedConfiguration {
  /** With the generated blocks. */
  readonly tree: ModuleTree;
  /** Text of each block, by address. */
  readonly generated: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

const HEADER =
  "# __generated__ by Terraform\n# Please review these resources and move them into your main configuration files.\n";

export async function generateConfiguration(
  path: string,
  options: PlanOptions,
  terminal: Terminal,
  view: View,
): Promise<GeneratedConfiguration> {
  const { tree } = options;
  const refuse = (diagnostics: readonly Diagnostic[]) => ({ tree, generated: new Map<string, string>(), diagnostics });
  if (existsSync(resolve(terminal.directory, path))) return refuse([TARGET_EXISTS]);
  const wanted = missingTargets(tree).filter(({ target, forEach }) => target.module.length === 0 && !forEach);
  if (wanted.length === 0) return refuse([]);
  const load = (file: string) =>
    loadConfiguration({ ...loadOptions(terminal, view.sources), further: [relative(terminal.directory, file)] });
  const generated = new Map<string, string>();
  const blocks: string[] = [HEADER];
  const folder = mkdtempSync(join(tmpdir(), "terrarium-import-"));
  try {
    const stand = join(folder, "blocks.tf");
    writeFileSync(stand, wanted.map((block) => `resource ${labels(block)} {}\n`).join(""));
    const standing = load(stand).tree;
    for (const block of standing ? wanted : []) {
      const id = importId(block, options);
      const { instance } = block;
      if (id === undefined || !instance) continue;
      const address = { ...instance, module: [] };
      const found = await plan({
        ...options,
        tree: standing as ModuleTree,
        mode: "refresh-only",
        onlyImport: { address, id },
        targets: [{ module: [], resource: instance.resource, key: instance.key }],
        replace: [],
        events: { emit: () => undefined },
      });
      if (found.errored) return refuse(found.diagnostics);
      const resources = options.providers.get(resourceProvider(standing as ModuleTree, block))?.resources;
      const schema = resources?.get(instance.resource.type)?.schema.block;
      const object = found.priorState.instance(address)?.current;
      if (!schema || !object) continue;
      const text = resourceText(instance.resource, schema, object.value(blockType(schema)));
      generated.set(printResourceInstance(address), text);
      blocks.push(`\n# __generated__ by Terraform from ${JSON.stringify(id)}\n${text}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (generated.size === 0) return refuse([]);
  const out = resolve(terminal.directory, path);
  writeFileSync(out, blocks.join(""));
  const loaded = load(out);
  return { tree: loaded.tree ?? tree, generated, diagnostics: [...loaded.diagnostics, EXPERIMENTAL] };
}

const labels = ({ target: { resource } }: Import): string =>
  `${JSON.stringify(resource.type)} ${JSON.stringify(resource.name)}`;

function resourceProvider({ module }: ModuleTree, { target }: Import) {
  const { type, name } = target.resource;
  const resource = [...module.managedResources.values()].find((one) => one.type === type && one.name === name);
  if (!resource) throw new Error(`No block stands for ${type}.${name}`);
  return resource.provider;
}

/** As far as it can be worked out before anything is planned. */
function importId(block: Import, options: PlanOptions): string | undefined {
  if (!block.id) return undefined;
  const evaluation = new Evaluation(options.tree);
  for (const [name, value] of options.variables) evaluation.module([]).variables.set(name, value);
  const { directory, workspace } = options;
  const providerFunction = providerFunctions(options.providers, options.host);
  const environment = { evaluation, directory, workspace, planTimestamp: new Date(), pureOnly: true, providerFunction };
  const { value } = evaluate(block.id, new ModuleScope(environment, []));
  return typeof value.content === "string" ? value.content : undefined;
}

export const TARGET_EXISTS: Diagnostic = {
  severity: "error",
  summary: "Target generated file already exists",
  detail:
    "Terraform can only write generated config into a new file. Either choose a different target location or move all existing configuration out of the target file, delete it and try again.",
};

const EXPERIMENTAL: Diagnostic = {
  severity: "warning",
  summary: "Config generation is experimental",
  detail:
    "Generating configuration during import is currently experimental, and the generated configuration format may change in future versions.",
};
