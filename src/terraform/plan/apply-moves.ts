/** `moved` blocks: objects of the state get the addresses that the configuration says they have now. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { type ModuleInstancePath, printModuleInstance } from "../addresses/module.ts";
import { printProviderConfig, printProviderSource } from "../addresses/provider.ts";
import {
  configOfResource,
  printConfigResource,
  printResource,
  printResourceInstance,
  type ResourceInstanceAddress,
} from "../addresses/resource.ts";
import type { ModuleTree, Moved } from "../config/module.ts";
import type { MovedEndpoint } from "../config/moved-endpoint.ts";
import type { ProviderHost } from "../provider.ts";
import { instanceAddress, type State, sortedInstances, sortedResources } from "../state/state.ts";
import { StoredObject } from "../state/stored-object.ts";
import { forEachTree } from "./config-graph.ts";
import { MoveResults } from "./moves.ts";
import { parseProviderConfig } from "./provider-config-text.ts";
import type { ProviderTypes } from "./provider-configs.ts";
import { locateDiagnostics } from "./provider-diagnostics.ts";
import type { ResourceNode } from "./resource-node.ts";
import type { DiagnosticSink } from "./run.ts";
import { blockType } from "./schema-type.ts";

interface Statement {
  readonly tree: ModuleTree;
  readonly moved: Moved;
}

export async function applyMoves(
  root: ModuleTree,
  state: State,
  nodes: ReadonlyMap<string, ResourceNode>,
  providers: ProviderTypes,
  host: ProviderHost,
  diagnostics: DiagnosticSink,
): Promise<MoveResults> {
  const results = new MoveResults();
  const statements: Statement[] = [];
  forEachTree(root, (tree) => {
    for (const moved of tree.module.moved) statements.push({ tree, moved });
  });
  // A chain of moves is followed link by link, whatever the order of the blocks.
  for (let round = 0; round <= statements.length; round++) {
    let changed = false;
    for (const statement of statements) {
      for (const from of allInstances(state)) {
        const to = moveTarget(statement, from);
        if (!to) continue;
        if (state.instance(to)) {
          block(results, statement, from, to);
          continue;
        }
        diagnostics.report(await move(state, from, to, nodes, providers, host));
        results.record(from, to);
        changed = true;
      }
    }
    if (!changed) break;
  }
  moveImplicitly(state, nodes, results);
  return results;
}

const allInstances = (state: State): readonly ResourceInstanceAddress[] =>
  sortedResources(state).flatMap((resource) =>
    sortedInstances(resource).map(({ key }) => instanceAddress(resource, key)),
  );

/** A statement about a whole module or resource is blocked as a whole. */
function block(
  results: MoveResults,
  { tree, moved: { from, to } }: Statement,
  at: ResourceInstanceAddress,
  target: ResourceInstanceAddress,
): void {
  const depth = tree.path.length;
  const print = (address: ResourceInstanceAddress, end: MovedEndpoint): string => {
    if (!end.resource) return printModuleInstance(address.module.slice(0, depth + end.module.length));
    const whole = from.key === undefined && to.key === undefined;
    return printResourceInstance(whole ? { ...address, key: undefined } : address);
  };
  results.block(print(at, from), print(target, to));
}

/** Where a statement moves an instance to; undefined when it is not about that one. */
function moveTarget({ tree, moved }: Statement, at: ResourceInstanceAddress): ResourceInstanceAddress | undefined {
  const { from, to } = moved;
  const depth = tree.path.length;
  const base: ModuleInstancePath = at.module.slice(0, depth);
  if (base.length !== depth || !tree.path.every((name, i) => base[i]?.name === name)) return undefined;
  const below = at.module.slice(depth);
  const length = from.module.length;
  if (below.length < length) return undefined;
  const matches = from.module.every((step, i) => {
    const other = below[i];
    if (other?.name !== step.name) return false;
    // The last step of a module move without keys stands for all instances of the call.
    return (
      step.key === other.key ||
      (!from.resource && i === length - 1 && step.key === undefined && to.module.at(-1)?.key === undefined)
    );
  });
  if (!matches) return undefined;
  if (!from.resource) {
    const last = below[length - 1];
    const wholeCall = from.module.at(-1)?.key === undefined && to.module.at(-1)?.key === undefined;
    const moved_ = wholeCall
      ? [...to.module.slice(0, -1), { name: to.module.at(-1)?.name ?? "", key: last?.key }]
      : to.module;
    return { ...at, module: [...base, ...moved_, ...below.slice(length)] };
  }
  if (below.length !== length || !to.resource || printResource(from.resource) !== printResource(at.resource))
    return undefined;
  const whole = from.key === undefined && to.key === undefined;
  if (!whole && from.key !== at.key) return undefined;
  return { module: [...base, ...to.module], resource: to.resource, key: whole ? at.key : to.key };
}

async function move(
  state: State,
  from: ResourceInstanceAddress,
  to: ResourceInstanceAddress,
  nodes: ReadonlyMap<string, ResourceNode>,
  providers: ProviderTypes,
  host: ProviderHost,
): Promise<readonly Diagnostic[]> {
  const old = sortedResources(state).find(
    ({ address }) =>
      printResourceInstance({ ...address, key: undefined }) === printResourceInstance({ ...from, key: undefined }),
  );
  const instance = state.takeInstance(from);
  if (!old || !instance) return [];
  const node = nodes.get(printConfigResource(configOfResource(to)));
  const provider = node ? printProviderConfig(node.provider.address) : old.provider;
  if (from.resource.type === to.resource.type || !instance.current || !node) {
    state.putInstance(to, instance, provider);
    return [];
  }
  const type = providers.get(node.provider.address.provider)?.resources.get(to.resource.type);
  const source = parseProviderConfig(old.provider);
  const instanceOf = providers.get(node.provider.address.provider)?.create(host);
  if (!type?.move || !source || !instanceOf) {
    state.putInstance(from, instance, old.provider);
    const detail = `The provider ${JSON.stringify(printProviderSource(node.provider.address.provider))} does not support moves to resource type ${JSON.stringify(to.resource.type)} from resource type ${JSON.stringify(from.resource.type)}.`;
    return [{ severity: "error", summary: "Unsupported `moved` across resource types", detail }];
  }
  const moved = await type.move(
    {
      sourceProvider: printProviderSource(source.provider),
      sourceType: from.resource.type,
      sourceVersion: instance.current.schemaVersion,
      sourceState: instance.current.attributes,
      sourcePrivate: instance.current.private,
    },
    instanceOf,
  );
  const object = StoredObject.fromValue(moved.state, blockType(type.schema.block), type.schema.version, {
    status: instance.current.status,
    dependencies: instance.current.dependencies,
    createBeforeDestroy: instance.current.createBeforeDestroy,
    private: moved.private,
  });
  state.putInstance(to, { ...instance, current: object }, provider);
  return locateDiagnostics(moved.diagnostics, node.resource.body, printResourceInstance(to));
}

/** A resource that gains or loses `count` keeps its first instance. */
function moveImplicitly(state: State, nodes: ReadonlyMap<string, ResourceNode>, results: MoveResults): void {
  for (const resource of sortedResources(state)) {
    const node = nodes.get(printConfigResource(configOfResource(resource.address)));
    if (!node || node.resource.mode !== "managed" || node.resource.forEach) continue;
    const counted = node.resource.count !== undefined;
    const from = instanceAddress(resource, counted ? undefined : 0);
    const to = instanceAddress(resource, counted ? 0 : undefined);
    if (!state.instance(from)) continue;
    if (state.instance(to)) {
      results.block(printResourceInstance(from), printResourceInstance(to));
      continue;
    }
    const instance = state.takeInstance(from);
    if (!instance) continue;
    state.putInstance(to, instance, resource.provider);
    results.record(from, to);
  }
}
