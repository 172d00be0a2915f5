/** Addresses of resources: within a module, in the configuration, in a module instance, and of one instance. */
import { compareUtf8 } from "../lang/type.ts";
import { compareKeys, type InstanceKey, printKey } from "./instance-key.ts";
import {
  compareModuleInstances,
  type ModuleInstancePath,
  type ModulePath,
  moduleOfInstance,
  printModuleInstance,
  printModulePath,
} from "./module.ts";

export type ResourceMode = "managed" | "data" | "ephemeral";

/** Within its module. */
export interface ResourceAddress {
  readonly mode: ResourceMode;
  readonly type: string;
  readonly name: string;
}

/** A block of the configuration, whatever the number of its instances. */
export interface ConfigResource {
  readonly module: ModulePath;
  readonly resource: ResourceAddress;
}

/** All instances of a resource in one instance of its module. */
export interface AbsoluteResource {
  readonly module: ModuleInstancePath;
  readonly resource: ResourceAddress;
}

export interface ResourceInstanceAddress extends AbsoluteResource {
  readonly key: InstanceKey;
}

const MODE_PREFIX: Readonly<Record<ResourceMode, string>> = { managed: "", data: "data.", ephemeral: "ephemeral." };

export const printResource = ({ mode, type, name }: ResourceAddress): string => `${MODE_PREFIX[mode]}${type}.${name}`;

const inModule = (module: string, resource: string): string => (module === "" ? resource : `${module}.${resource}`);

export const printConfigResource = ({ module, resource }: ConfigResource): string =>
  inModule(printModulePath(module), printResource(resource));

export const printAbsoluteResource = ({ module, resource }: AbsoluteResource): string =>
  inModule(printModuleInstance(module), printResource(resource));

export const printResourceInstance = (address: ResourceInstanceAddress): string =>
  printAbsoluteResource(address) + printKey(address.key);

export const configOfResource = ({ module, resource }: AbsoluteResource): ConfigResource => ({
  module: moduleOfInstance(module),
  resource,
});

const MODE_ORDER: Readonly<Record<ResourceMode, number>> = { data: 0, managed: 1, ephemeral: 2 };

export const compareResources = (a: ResourceAddress, b: ResourceAddress): number =>
  MODE_ORDER[a.mode] - MODE_ORDER[b.mode] || compareUtf8(a.type, b.type) || compareUtf8(a.name, b.name);

export const compareResourceInstances = (a: ResourceInstanceAddress, b: ResourceInstanceAddress): number =>
  compareModuleInstances(a.module, b.module) || compareResources(a.resource, b.resource) || compareKeys(a.key, b.key);
