/**
 * What Terraform knows of the objects it manages: resources by address, their instances, and for each instance the
 * current object and those that wait to be destroyed. Objects are immutable; the state around them is not.
 */
import { compareKeys, type InstanceKey, printKey } from "../addresses/instance-key.ts";
import { compareModuleInstances } from "../addresses/module.ts";
import {
  type AbsoluteResource,
  compareResources,
  printAbsoluteResource,
  type ResourceInstanceAddress,
} from "../addresses/resource.ts";
import type { Value } from "../lang/value.ts";
import type { StoredObject } from "./stored-object.ts";

export interface InstanceState {
  readonly key: InstanceKey;
  current: StoredObject | undefined;
  readonly deposed: Map<string, StoredObject>;
}

export interface ResourceState {
  readonly address: AbsoluteResource;
  /** As the state file has it: `provider["registry.terraform.io/hashicorp/aws"].alias`. */
  provider: string;
  /** By printed key. */
  readonly instances: Map<string, InstanceState>;
}

export interface OutputState {
  readonly value: Value;
  readonly sensitive: boolean;
}

/** The last known outcome of the checks of one object of the configuration. */
export interface CheckResult {
  readonly object_kind: "resource" | "output_value" | "check" | "var";
  readonly config_addr: string;
  readonly status: CheckStatus;
  readonly objects: readonly CheckObjectResult[];
}

export interface CheckObjectResult {
  readonly object_addr: string;
  readonly status: CheckStatus;
  readonly failure_messages?: readonly string[];
}

export type CheckStatus = "pass" | "fail" | "error" | "unknown";

export class State {
  /** By absolute resource address. */
  readonly resources = new Map<string, ResourceState>();
  readonly outputs = new Map<string, OutputState>();
  checkResults: readonly CheckResult[] | undefined;
  /** Hears of every resource that changes. */
  onChange: ((address: string) => void) | undefined;

  get isEmpty(): boolean {
    return this.resources.size === 0 && this.outputs.size === 0;
  }

  instance(address: ResourceInstanceAddress): InstanceState | undefined {
    return this.resources.get(printAbsoluteResource(address))?.instances.get(printKey(address.key));
  }

  setCurrent(address: ResourceInstanceAddress, object: StoredObject | undefined, provider: string): void {
    const instance = object ? this.#ensure(address, provider) : this.instance(address);
    if (!instance) return;
    instance.current = object;
    this.#settle(address);
  }

  setDeposed(
    address: ResourceInstanceAddress,
    deposedKey: string,
    object: StoredObject | undefined,
    provider: string,
  ): void {
    if (object) this.#ensure(address, provider).deposed.set(deposedKey, object);
    else this.instance(address)?.deposed.delete(deposedKey);
    this.#settle(address);
  }

  /** The current object becomes a deposed one. */
  depose(address: ResourceInstanceAddress, deposedKey: string): void {
    const instance = this.instance(address);
    if (!instance?.current) return;
    instance.deposed.set(deposedKey, instance.current);
    instance.current = undefined;
    this.#settle(address);
  }

  removeResource(address: string): void {
    if (this.resources.delete(address)) this.onChange?.(address);
  }

  /** Puts a whole instance at a (new) address, as moves do. */
  putInstance(address: ResourceInstanceAddress, instance: InstanceState, provider: string): void {
    const target = this.#ensure(address, provider);
    target.current = instance.current;
    for (const [key, object] of instance.deposed) target.deposed.set(key, object);
    this.#settle(address);
  }

  takeInstance(address: ResourceInstanceAddress): InstanceState | undefined {
    const instance = this.instance(address);
    if (!instance) return undefined;
    const taken = { ...instance, deposed: new Map(instance.deposed) };
    instance.current = undefined;
    instance.deposed.clear();
    this.#settle(address);
    return taken;
  }

  #ensure(address: ResourceInstanceAddress, provider: string): InstanceState {
    const name = printAbsoluteResource(address);
    let resource = this.resources.get(name);
    if (!resource) {
      const { module, resource: within } = address;
      resource = { address: { module, resource: within }, provider, instances: new Map() };
      this.resources.set(name, resource);
    }
    resource.provider = provider;
    const key = printKey(address.key);
    let instance = resource.instances.get(key);
    if (!instance) {
      instance = { key: address.key, current: undefined, deposed: new Map() };
      resource.instances.set(key, instance);
    }
    return instance;
  }

  /** Drops what has become empty and tells the listener. */
  #settle(address: ResourceInstanceAddress): void {
    const name = printAbsoluteResource(address);
    const resource = this.resources.get(name);
    if (resource) {
      const key = printKey(address.key);
      const instance = resource.instances.get(key);
      if (instance && !instance.current && instance.deposed.size === 0) resource.instances.delete(key);
      if (resource.instances.size === 0) this.resources.delete(name);
    }
    this.onChange?.(name);
  }

  /** Independent of this one; the objects are shared, being immutable. */
  copy(): State {
    const copy = new State();
    for (const [name, { address, provider, instances }] of this.resources) {
      const copied = new Map<string, InstanceState>();
      for (const [key, instance] of instances) copied.set(key, { ...instance, deposed: new Map(instance.deposed) });
      copy.resources.set(name, { address, provider, instances: copied });
    }
    for (const [name, output] of this.outputs) copy.outputs.set(name, output);
    copy.checkResults = this.checkResults;
    return copy;
  }

  /** Makes this state hold what the other one holds. */
  replaceWith(other: State): void {
    const copy = other.copy();
    for (const name of new Set([...this.resources.keys(), ...copy.resources.keys()])) {
      const resource = copy.resources.get(name);
      if (resource) this.resources.set(name, resource);
      else this.resources.delete(name);
      this.onChange?.(name);
    }
    this.outputs.clear();
    for (const [name, output] of copy.outputs) this.outputs.set(name, output);
    this.checkResults = copy.checkResults;
  }
}

/** In the order of state files: root module first, data sources before managed resources. */
export const sortedResources = (state: State): readonly ResourceState[] =>
  [...state.resources.values()].sort(
    (a, b) =>
      compareModuleInstances(a.address.module, b.address.module) ||
      compareResources(a.address.resource, b.address.resource),
  );

export const sortedInstances = (resource: ResourceState): readonly InstanceState[] =>
  resource.instances.size < 2
    ? [...resource.instances.values()]
    : [...resource.instances.values()].sort((a, b) => compareKeys(a.key, b.key));

export const instanceAddress = (resource: ResourceState, key: InstanceKey): ResourceInstanceAddress => ({
  module: resource.address.module,
  resource: resource.address.resource,
  key,
});
