/**
 * Everything that expressions may refer to during one walk over the configuration, filled in as the walk goes on:
 * variables, locals, module outputs, and the objects of resources, by instance of their module.
 */
import { type InstanceKey, printKey } from "../addresses/instance-key.ts";
import { type ModuleInstancePath, type ModulePath, printModuleInstance } from "../addresses/module.ts";
import {
  type AbsoluteResource,
  printResource,
  type ResourceAddress,
  type ResourceInstanceAddress,
} from "../addresses/resource.ts";
import type { Module, ModuleTree, Resource } from "../config/module.ts";
import { objectValue, tupleValue, unknownValue, type Value } from "../lang/value.ts";
import { keysOf, type Repetition, SINGLE } from "./repetition.ts";

/** What one instance of a module holds. */
export interface ModuleValues {
  readonly path: ModuleInstancePath;
  readonly tree: ModuleTree;
  readonly variables: Map<string, Value>;
  /** Variables whose values were sensitive before their declarations made them so. */
  readonly sensitiveArguments: Set<string>;
  readonly locals: Map<string, Value>;
  readonly outputs: Map<string, Value>;
  readonly calls: Map<string, Repetition>;
  readonly resources: Map<string, ResourceValues>;
}

interface ResourceValues {
  repetition: Repetition;
  /** By printed key. */
  readonly objects: Map<string, Value>;
  /** All instances as one value, until one of them changes. */
  whole: Value | undefined;
}

export class Evaluation {
  readonly root: ModuleTree;
  readonly #modules = new Map<string, ModuleValues>();

  constructor(root: ModuleTree) {
    this.root = root;
    this.#add([], root);
  }

  #add(path: ModuleInstancePath, tree: ModuleTree): ModuleValues {
    const values: ModuleValues = {
      path,
      tree,
      variables: new Map(),
      sensitiveArguments: new Set(),
      locals: new Map(),
      outputs: new Map(),
      calls: new Map(),
      resources: new Map(),
    };
    this.#modules.set(printModuleInstance(path), values);
    return values;
  }

  module(path: ModuleInstancePath): ModuleValues {
    const values = this.#modules.get(printModuleInstance(path));
    if (!values) throw new Error(`No module instance ${printModuleInstance(path)}`);
    return values;
  }

  hasModule(path: ModuleInstancePath): boolean {
    return this.#modules.has(printModuleInstance(path));
  }

  /** Says how often a call exists in one instance of its module, and makes room for what is inside. */
  expandCall(parent: ModuleInstancePath, name: string, repetition: Repetition): void {
    const values = this.module(parent);
    values.calls.set(name, repetition);
    const tree = values.tree.children.get(name);
    if (!tree) return;
    for (const key of keysOf(repetition)) {
      const path = [...parent, { name, key }];
      if (!this.hasModule(path)) this.#add(path, tree);
    }
  }

  /** All instances of a module, in the order of their keys. */
  instancesOf(path: ModulePath): readonly ModuleValues[] {
    let found: ModuleValues[] = [this.module([])];
    for (const name of path) {
      found = found.flatMap((parent) => {
        const repetition = parent.calls.get(name);
        if (!repetition) return [];
        return keysOf(repetition).map((key) => this.module([...parent.path, { name, key }]));
      });
    }
    return found;
  }

  expandResource({ module, resource }: AbsoluteResource, repetition: Repetition): void {
    const resources = this.module(module).resources;
    const name = printResource(resource);
    const known = resources.get(name);
    if (known) known.repetition = repetition;
    else resources.set(name, { repetition, objects: new Map(), whole: undefined });
  }

  repetitionOf({ module, resource }: AbsoluteResource): Repetition | undefined {
    return this.#modules.get(printModuleInstance(module))?.resources.get(printResource(resource))?.repetition;
  }

  setObject(address: ResourceInstanceAddress, object: Value): void {
    const values = this.#modules.get(printModuleInstance(address.module));
    if (!values) return;
    const name = printResource(address.resource);
    let resource = values.resources.get(name);
    if (!resource) {
      resource = { repetition: SINGLE, objects: new Map(), whole: undefined };
      values.resources.set(name, resource);
    }
    resource.objects.set(printKey(address.key), object);
    resource.whole = undefined;
  }

  object(address: ResourceInstanceAddress): Value | undefined {
    return this.#modules
      .get(printModuleInstance(address.module))
      ?.resources.get(printResource(address.resource))
      ?.objects.get(printKey(address.key));
  }

  /** `TYPE.NAME` in an expression: one object, a tuple of them, or an object of them by key. */
  resourceValue(module: ModuleInstancePath, address: ResourceAddress): Value {
    const resource = this.module(module).resources.get(printResource(address));
    if (!resource) return unknownValue();
    resource.whole ??= combine(resource.repetition, (key) => resource.objects.get(printKey(key)) ?? unknownValue());
    return resource.whole;
  }

  /** `module.NAME` in an expression. */
  moduleValue(module: ModuleInstancePath, name: string): Value {
    const repetition = this.module(module).calls.get(name);
    if (!repetition) return unknownValue();
    return combine(repetition, (key) => {
      const child = this.#modules.get(printModuleInstance([...module, { name, key }]));
      if (!child) return unknownValue();
      const names = [...child.tree.module.outputs.keys()];
      return objectValue(names.map((output) => [output, child.outputs.get(output) ?? unknownValue()] as const));
    });
  }

  resourceConfig(module: ModuleInstancePath, address: ResourceAddress): Resource | undefined {
    return findResource(this.module(module).tree.module, address);
  }
}

function combine(repetition: Repetition, of: (key: InstanceKey) => Value): Value {
  const keys = keysOf(repetition);
  switch (repetition.kind) {
    case "single":
      return of(undefined);
    case "count":
      return tupleValue(keys.map(of));
    case "each":
      return objectValue(keys.map((key) => [key as string, of(key)] as const));
  }
}

export function findResource(module: Module, address: ResourceAddress): Resource | undefined {
  const name = printResource(address);
  switch (address.mode) {
    case "managed":
      return module.managedResources.get(name);
    case "data":
      return module.dataResources.get(name);
    case "ephemeral":
      return module.ephemeralResources.get(name);
  }
}
