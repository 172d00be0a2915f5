/** `-target`: the resources and modules that a plan is restricted to, with all they depend on. */

import type { InstanceKey } from "../addresses/instance-key.ts";
import { type ModuleInstancePath, type ModulePath, moduleOfInstance } from "../addresses/module.ts";
import { printResource, type ResourceAddress, type ResourceInstanceAddress } from "../addresses/resource.ts";

export interface Target {
  readonly module: ModuleInstancePath;
  /** Absent for a whole module. */
  readonly resource?: ResourceAddress;
  readonly key?: InstanceKey;
}

export class Targets {
  readonly #targets: readonly Target[];

  constructor(targets: readonly Target[]) {
    this.#targets = targets;
  }

  get isEmpty(): boolean {
    return this.#targets.length === 0;
  }

  /** Whether any instance of the block may be meant. */
  includesConfig(module: ModulePath, resource: ResourceAddress): boolean {
    return this.#targets.some((target) => {
      const path = moduleOfInstance(target.module);
      if (!path.every((name, i) => module[i] === name)) return false;
      if (!target.resource) return true;
      return path.length === module.length && printResource(target.resource) === printResource(resource);
    });
  }

  /** A target without a key stands for all instances, in all instances of modules given without one. */
  includes(address: ResourceInstanceAddress): boolean {
    return this.#targets.some((target) => {
      const { module } = target;
      const inside = module.every((step, i) => {
        const other = address.module[i];
        return other?.name === step.name && (step.key === undefined || step.key === other.key);
      });
      if (!inside) return false;
      if (!target.resource) return true;
      return (
        module.length === address.module.length &&
        printResource(target.resource) === printResource(address.resource) &&
        (target.key === undefined || target.key === address.key)
      );
    });
  }
}
