/** The objects of the state and the changes of a plan in a drawn graph; the configuration is drawn elsewhere. */
import { randomBytes } from "node:crypto";
import { moduleOfInstance, unkeyedInstance } from "../addresses/module.ts";
import { printProviderConfig } from "../addresses/provider.ts";
import {
  configOfResource,
  printConfigResource,
  printResourceInstance,
  type ResourceInstanceAddress,
} from "../addresses/resource.ts";
import type { ModuleTree } from "../config/module.ts";
import type { Reference } from "../lang/reference.ts";
import { instanceAddress, type State, sortedInstances, sortedResources } from "../state/state.ts";
import {
  argumentExpressions,
  closeVertex,
  forEachTree,
  localVertex,
  outputVertex,
  resourceVertex,
  variableVertex,
} from "./config-graph.ts";
import { expressionReferences, resourceReferences } from "./config-references.ts";
import { add, addProvider, type Drawing } from "./drawing.ts";
import type { Plan } from "./plan.ts";
import type { PlannedChange } from "./planned-change.ts";
import { parseProviderConfig } from "./provider-config-text.ts";
import { resourceNodes } from "./resource-node.ts";
import { Targets } from "./targets.ts";

interface StoredInstance {
  readonly address: ResourceInstanceAddress;
  /** Of its resource in the configuration. */
  readonly config: string;
  readonly provider: string;
  readonly dependencies: readonly string[];
}

const storedInstances = (state: State): readonly StoredInstance[] =>
  sortedResources(state).flatMap((resource) =>
    sortedInstances(resource).map((instance) => ({
      address: instanceAddress(resource, instance.key),
      config: printConfigResource(configOfResource(resource.address)),
      provider: resource.provider,
      dependencies: instance.current?.dependencies ?? [],
    })),
  );

function addObject(drawing: Drawing, name: string, title: string, config: string, provider: string): void {
  const { graph, titles, shapes } = drawing;
  add(drawing, name);
  titles.set(name, title);
  shapes.set(name, { label: config, shape: "box" });
  if (!parseProviderConfig(provider)) return;
  addProvider(drawing, provider, provider);
  graph.connect(name, provider);
  graph.connect(`${provider} (close)`, name);
}

export function addOrphans(drawing: Drawing, root: ModuleTree, state: State): void {
  const nodes = resourceNodes(root);
  for (const { address, config, provider } of storedInstances(state)) {
    if (nodes.has(config)) continue;
    const name = `${printResourceInstance(address)} (orphan)`;
    addObject(drawing, name, name, config, address.resource.mode === "managed" ? provider : "");
    addModuleEnd(drawing, address);
  }
  addRemovedOutputs(drawing, root, state);
}

/** What is left of modules and outputs where nothing is to be done with the objects. */
export function addRemains(drawing: Drawing, root: ModuleTree, state: State): void {
  for (const { address } of storedInstances(state)) addModuleEnd(drawing, address);
  addRemovedOutputs(drawing, root, state);
}

export function addRemovedOutputs(drawing: Drawing, root: ModuleTree, state: State): void {
  for (const name of state.outputs.keys()) if (!root.module.outputs.has(name)) addRemovedOutput(drawing, name);
}

function addRemovedOutput(drawing: Drawing, name: string): void {
  const vertex = `${outputVertex([], name)} (destroy)`;
  add(drawing, vertex);
  drawing.shapes.set(vertex, { label: vertex, shape: "note" });
}

/** A module that only the state has is closed like any other, but waits for nothing. */
function addModuleEnd(drawing: Drawing, { module }: ResourceInstanceAddress): void {
  const vertex = closeVertex(moduleOfInstance(module));
  if (module.length > 0 && !drawing.graph.has(vertex)) add(drawing, vertex);
}

/** Everything there is, with what depends on a thing before the thing; the keys of instances are not told. */
export function addDestroyed(drawing: Drawing, state: State): void {
  const instances = storedInstances(state);
  const nameOf = ({ address }: StoredInstance): string => `${printResourceInstance(address)} (destroy)`;
  for (const instance of instances) {
    addObject(drawing, nameOf(instance), `${instance.config} (destroy)`, instance.config, instance.provider);
  }
  connectDestroyed(
    drawing,
    instances.map((instance) => ({ ...instance, name: nameOf(instance) })),
  );
}

interface DestroyedInstance {
  readonly name: string;
  readonly config: string;
  readonly dependencies: readonly string[];
}

function connectDestroyed({ graph }: Drawing, destroyed: readonly DestroyedInstance[]): void {
  for (const { name, dependencies } of destroyed) {
    for (const other of destroyed) if (dependencies.includes(other.config)) graph.connect(other.name, name);
  }
}

export function addChanges(drawing: Drawing, root: ModuleTree, plan: Plan): void {
  const { graph } = drawing;
  const destroyed: DestroyedInstance[] = [];
  const made = new Map<string, string[]>();
  for (const change of plan.changes) {
    const config = printConfigResource(configOfResource(change.address));
    const provider = providerName(change);
    const current = printResourceInstance(change.address);
    if (destroys(change)) {
      const name = destroyedName(change, current);
      addObject(drawing, name, name, config, provider);
      const dependencies = plan.priorState.instance(change.address)?.current?.dependencies ?? [];
      destroyed.push({ name, config, dependencies });
    }
    if (makes(change)) {
      const name = current === config ? `${current} (instance)` : current;
      addObject(drawing, name, current, config, provider);
      graph.connect(name, config);
      made.set(config, [...(made.get(config) ?? []), name]);
    }
    if (plan.mode !== "destroy") addModuleEnd(drawing, change.address);
  }
  if (plan.mode === "destroy") addDestroyedData(drawing, plan.priorState);
  connectDestroyed(drawing, destroyed);
  for (const { name, config, dependencies } of destroyed) {
    for (const own of made.get(config) ?? []) {
      if (name.startsWith(`${titleOf(drawing, own)} (destroy deposed`)) graph.connect(name, own);
      else if (name === `${titleOf(drawing, own)} (destroy)`) graph.connect(own, name);
    }
    // What stays is changed after what depended on it has gone.
    for (const dependency of dependencies) {
      for (const other of made.get(dependency) ?? []) {
        if (!name.includes("(destroy deposed")) graph.connect(other, name);
      }
    }
  }
  connectUsers(drawing, root, made);
  for (const { name, action } of plan.changes.outputs.values()) {
    if (action === "delete" && plan.mode !== "destroy") addRemovedOutput(drawing, name);
  }
  keepTargets(drawing, root, plan);
}

const titleOf = ({ titles }: Drawing, name: string): string => titles.get(name) ?? name;

const providerName = ({ address, provider }: PlannedChange): string =>
  address.resource.mode === "managed" ? printProviderConfig(provider) : "";

const destroys = ({ action }: PlannedChange): boolean =>
  action === "delete" || action === "delete-create" || action === "create-delete";

const makes = ({ action }: PlannedChange): boolean =>
  action === "create" || action === "update" || action === "delete-create" || action === "create-delete";

/** What is replaced after its replacement has been made is a deposed object by then, under a key of its own. */
function destroyedName({ action, deposed }: PlannedChange, current: string): string {
  if (deposed !== undefined) return `${current} (destroy deposed ${deposed})`;
  if (action === "create-delete") return `${current} (destroy deposed ${randomBytes(4).toString("hex")})`;
  return `${current} (destroy)`;
}

function addDestroyedData(drawing: Drawing, state: State): void {
  for (const { address, config } of storedInstances(state)) {
    if (address.resource.mode !== "data") continue;
    const name = `${printResourceInstance(address)} (destroy)`;
    addObject(drawing, name, name, config, "");
  }
}

/** Whoever refers to a resource waits for its instances, or for the one that it names. */
function connectUsers(
  { graph, titles }: Drawing,
  root: ModuleTree,
  made: ReadonlyMap<string, readonly string[]>,
): void {
  const named = namedInstances(root);
  const own = new Set([...made.values()].flat());
  for (const name of graph.names) {
    if (own.has(name)) continue;
    for (const [target, instances] of made) {
      if (!graph.dependenciesOf(name).has(target)) continue;
      const wanted = named.get(name)?.get(target);
      const chosen = wanted ? instances.filter((instance) => wanted.has(titles.get(instance) ?? "")) : instances;
      for (const instance of chosen) graph.connect(name, instance);
    }
  }
}

/** By user and resource: the instances that it refers to, where it names each one. */
function namedInstances(root: ModuleTree): Map<string, Map<string, Set<string>>> {
  const found = new Map<string, Map<string, Set<string>>>();
  const note = (vertex: string, tree: ModuleTree, references: Iterable<Reference>): void => {
    const whole = new Set<string>();
    const byResource = new Map<string, Set<string>>();
    for (const { subject } of references) {
      if (subject.kind === "resource") whole.add(resourceVertex(tree.path, subject.resource));
      if (subject.kind !== "resource-instance") continue;
      const module = unkeyedInstance(tree.path);
      const address = printResourceInstance({ module, resource: subject.resource, key: subject.key });
      const resource = resourceVertex(tree.path, subject.resource);
      byResource.set(resource, (byResource.get(resource) ?? new Set()).add(address));
    }
    for (const resource of whole) byResource.delete(resource);
    if (byResource.size > 0) found.set(vertex, byResource);
  };
  forEachTree(root, (tree) => {
    const { path, module, parent, call } = tree;
    for (const { name, expression } of module.locals.values()) {
      note(localVertex(path, name), tree, expressionReferences([expression]));
    }
    for (const { name, expression } of module.outputs.values()) {
      note(outputVertex(path, name), tree, expressionReferences([expression]));
    }
    if (!parent || !call) return;
    for (const { name } of module.variables.values()) {
      note(variableVertex(path, name), parent, expressionReferences(argumentExpressions(call, name)));
    }
  });
  for (const { name, tree, resource } of resourceNodes(root).values()) note(name, tree, resourceReferences(resource));
  return found;
}

/** Of a plan with targets only these are drawn, with what they need. */
function keepTargets({ graph, shapes }: Drawing, root: ModuleTree, plan: Plan): void {
  if (plan.targets.length === 0) return;
  const targets = new Targets(plan.targets);
  const wanted = [...resourceNodes(root).values()].filter(({ tree, resource }) =>
    targets.includesConfig(tree.path, resource),
  );
  const names = new Set(wanted.map(({ name }) => name));
  const instances = [...shapes].filter(([, { label }]) => names.has(label)).map(([name]) => name);
  const needed = [...graph.withDependencies([...names, ...instances])];
  const kept = new Set([...needed, ...needed.map((name) => `${name} (close)`).filter((name) => graph.has(name))]);
  graph.retain(kept);
  for (const name of shapes.keys()) if (!kept.has(name)) shapes.delete(name);
}
