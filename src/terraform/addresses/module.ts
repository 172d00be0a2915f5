/** Addresses of modules: of a call in the configuration (`module.a.module.b`) and of its instances (`module.a[0]`). */
import { compareUtf8 } from "../lang/type.ts";
import { compareKeys, type InstanceKey, printKey } from "./instance-key.ts";

/** Names of the calls from the root module down; empty for the root. */
export type ModulePath = readonly string[];

export interface ModuleInstanceStep {
  readonly name: string;
  readonly key: InstanceKey;
}

export type ModuleInstancePath = readonly ModuleInstanceStep[];

export const printModulePath = (path: ModulePath): string => path.map((name) => `module.${name}`).join(".");

export const printModuleInstance = (path: ModuleInstancePath): string =>
  path.map(({ name, key }) => `module.${name}${printKey(key)}`).join(".");

/** The call that an instance belongs to. */
export const moduleOfInstance = (path: ModuleInstancePath): ModulePath => path.map(({ name }) => name);

/** The one instance of a path whose calls have neither `count` nor `for_each`. */
export const unkeyedInstance = (path: ModulePath): ModuleInstancePath => path.map((name) => ({ name, key: undefined }));

/** Orders as Terraform lists modules: shorter paths first, then step by step. */
export function compareModuleInstances(a: ModuleInstancePath, b: ModuleInstancePath): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [i, step] of a.entries()) {
    const other = b[i] as ModuleInstanceStep;
    const order = compareUtf8(step.name, other.name) || compareKeys(step.key, other.key);
    if (order !== 0) return order;
  }
  return 0;
}
