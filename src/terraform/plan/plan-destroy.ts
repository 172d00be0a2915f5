/** Plans to destroy everything, after a look at what is really there. */

import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printProviderSource } from "../addresses/provider.ts";
import {
  configOfResource,
  printConfigResource,
  printResourceInstance,
  type ResourceInstanceAddress,
} from "../addresses/resource.ts";
import { nullValue } from "../lang/value.ts";
import { type State, sortedInstances, sortedResources } from "../state/state.ts";
import { Checks, uncheckedResults } from "./checks.ts";
import type { Plan, PlanOptions } from "./plan.ts";
import { preventDestroy } from "./plan-instance.ts";
import { withMarks } from "./plan-values.ts";
import { Changes } from "./planned-change.ts";
import { parseProviderConfig } from "./provider-config-text.ts";
import { readObject } from "./read-object.ts";
import { relevantAttributes } from "./relevant-attributes.ts";
import { resourceNodes } from "./resource-node.ts";
import { DiagnosticSink } from "./run.ts";
import { blockType } from "./schema-type.ts";
import { Targets } from "./targets.ts";

export async function planDestroy(
  options: PlanOptions,
  refresh: (options: PlanOptions) => Promise<Plan>,
): Promise<Plan> {
  // Objects and outputs are brought up to date by a normal plan, as configurations need not fit the state any more.
  const mode = options.refresh ? "normal" : "refresh-only";
  const refreshed = options.state.isEmpty
    ? nothingThere(options)
    : await refresh({ ...options, mode, preDestroy: true, replace: [] });
  if (refreshed.errored) return { ...refreshed, mode: "destroy", changes: new Changes(), abandoned: true };
  const diagnostics = new DiagnosticSink();
  const changes = new Changes();
  const state = refreshed.priorState;
  const nodes = resourceNodes(options.tree);
  const targets = new Targets(options.targets);
  const wanted = targets.isEmpty ? undefined : withDependents(refreshed, targets);
  const removedData: ResourceInstanceAddress[] = [];
  const staying: { readonly config: string; readonly diagnostic: Diagnostic }[] = [];
  const needed = new Set<string>();
  for (const resource of sortedResources(state)) {
    const name = printConfigResource(configOfResource(resource.address));
    if (resource.address.resource.mode !== "managed") {
      // Applying removes these without a word, but is asked about as any other change is.
      if (resource.address.resource.mode !== "data") continue;
      const instances = sortedInstances(resource).map(({ key }) => ({ ...resource.address, key }));
      removedData.push(...instances.filter((at) => wanted === undefined || wanted.has(printResourceInstance(at))));
      continue;
    }
    const node = nodes.get(name);
    for (const instance of sortedInstances(resource)) {
      const at = { ...resource.address, key: instance.key };
      if (wanted && !wanted.has(printResourceInstance(at))) continue;
      const address = node?.provider.address ?? parseProviderConfig(resource.provider);
      const type = address && options.providers.get(address.provider)?.resources.get(at.resource.type);
      if (!address || !type) {
        const text = `no schema available for ${printResourceInstance(at)} while reading state; this is a bug in Terraform and should be reported`;
        diagnostics.report([{ severity: "error", summary: text, detail: "" }]);
        continue;
      }
      const instanceOf = options.providers.get(printProviderSource(address.provider))?.create(options.host);
      const objects = [...instance.deposed].map(([key, object]) => ({ key: key as string | undefined, object }));
      if (instance.current) objects.push({ key: undefined, object: instance.current });
      for (const { key, object } of objects) {
        const read = instanceOf && (await readObject(at, object, type, instanceOf, address.provider.type));
        if (!read || !diagnostics.report(read.diagnostics) || !read.value) continue;
        changes.add({
          address: at,
          previousAddress: at,
          ...(key === undefined ? {} : { deposed: key }),
          provider: address,
          action: "delete",
          before: withMarks(read.value, [], type.schema.block),
          after: nullValue(blockType(type.schema.block)),
          requiredReplace: [],
          private: object.private,
        });
        if (node?.resource.preventDestroy) {
          staying.push({ config: name, diagnostic: preventDestroy(node, printResourceInstance(at)) });
          for (const dependency of object.dependencies) needed.add(dependency);
        }
      }
    }
  }
  // What something depends on that has to stay is not come to.
  diagnostics.report(staying.filter(({ config }) => !needed.has(config)).map(({ diagnostic }) => diagnostic));
  for (const { address, deposed } of changes) {
    if (needed.has(printConfigResource(configOfResource(address)))) changes.remove(address, deposed);
  }
  if (targets.isEmpty) planOutputs(mode === "normal" ? state : options.state, changes);
  state.checkResults = uncheckedResults(options.tree, targets.isEmpty);
  // What the look around warned of is not worth telling about what is to go.
  const found = diagnostics.all;
  return {
    ...refreshed,
    mode: "destroy",
    changes,
    // What the look around has found is where this plan begins.
    drift: [],
    checks: new Checks(options.tree),
    relevantAttributes: relevantAttributes(options.tree, changes, undefined, removedData),
    diagnostics: found,
    errored: diagnostics.hasErrors,
    applyable: !diagnostics.hasErrors && (changes.size > 0 || changes.outputs.size > 0 || removedData.length > 0),
  };
}

/** Without a state there is nothing to look at. */
const nothingThere = (options: PlanOptions): Plan => ({
  mode: "destroy",
  changes: new Changes(),
  drift: [],
  priorState: options.state.copy(),
  checks: new Checks(options.tree),
  diagnostics: [],
  errored: false,
  applyable: false,
  relevantAttributes: [],
  timestamp: options.timestamp ?? new Date(),
  variables: options.variables,
  writtenVariables: options.writtenVariables ?? new Map(),
  targets: options.targets,
  replace: options.replace,
  generated: new Map(),
});

/** What is targeted, and every object that depends on it. */
function withDependents(plan: Plan, targets: Targets): ReadonlySet<string> {
  const wanted = new Set<string>();
  const configs = new Set<string>();
  const resources = sortedResources(plan.priorState);
  for (let grown = true; grown; ) {
    grown = false;
    for (const resource of resources) {
      for (const instance of resource.instances.values()) {
        const at = { ...resource.address, key: instance.key };
        const name = printResourceInstance(at);
        if (wanted.has(name)) continue;
        const depends = instance.current?.dependencies.some((d) => configs.has(d)) ?? false;
        if (!depends && !targets.includes(at)) continue;
        wanted.add(name);
        configs.add(printConfigResource(configOfResource(resource.address)));
        grown = true;
      }
    }
  }
  return wanted;
}

function planOutputs(state: State, changes: Changes): void {
  for (const [name, output] of state.outputs) {
    changes.outputs.set(name, {
      name,
      sensitive: output.sensitive,
      sensitiveAfter: false,
      before: output.value,
      after: nullValue(),
      action: "delete",
    });
  }
}
