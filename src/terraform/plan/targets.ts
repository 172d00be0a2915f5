/** `-target`: the resources and modules that a plan is restricted to, with all they depend on. */

import type { Diagnostic } from "../../hcl/diagnostic.ts";
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

/** Said of every plan with targets. */
export const TARGETING_IN_EFFECT: Diagnostic = {
  severity: "warning",
  summary: "Resource targeting is in effect",
  detail:
    "You are creating a plan with the -target option, which means that the result of this plan may not represent all of the changes requested by the current configuration.\n\nThe -target option is not for routine use, and is provided only for exceptional situations such as recovering from errors or mistakes, or when Terraform specifically suggests to use it as part of an error message.",
};

/** Said after such a plan was applied. */
export const TARGETED_APPLY: Diagnostic = {
  severity: "warning",
  summary: "Applied changes may be incomplete",
  detail:
    "The plan was created with the -target option in effect, so some changes requested in the configuration may have been ignored and the output values may not be fully updated. Run the following command to verify that no other changes are pending:\n    terraform plan\n\nNote that the -target option is not suitable for routine use, and is provided only for exceptional situations such as recovering from errors or mistakes, or when Terraform specifically suggests to use it as part of an error message.",
};
