/** Instances of the state that addresses on the command line mean. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printModuleInstance } from "../../terraform/addresses/module.ts";
import {
  printResource,
  printResourceInstance,
  type ResourceInstanceAddress,
} from "../../terraform/addresses/resource.ts";
import { Targets } from "../../terraform/plan/targets.ts";
import { instanceAddress, type State, sortedInstances, sortedResources } from "../../terraform/state/state.ts";
import { parseTarget } from "../operation/parse-target.ts";

export const allInstances = (state: State): readonly ResourceInstanceAddress[] =>
  sortedResources(state).flatMap((resource) =>
    sortedInstances(resource).map(({ key }) => instanceAddress(resource, key)),
  );

export interface Selection {
  readonly addresses: readonly ResourceInstanceAddress[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Missing things are errors unless `allowMissing`. */
export function select(state: State, text: string, allowMissing: boolean): Selection {
  const { target, diagnostics } = parseTarget(text);
  if (!target) return { addresses: [], diagnostics };
  const targets = new Targets([target]);
  // A module without a key is all its instances, but not in the address of a resource.
  const module = printModuleInstance(target.module);
  const addresses = allInstances(state).filter(
    (address) => targets.includes(address) && (!target.resource || printModuleInstance(address.module) === module),
  );
  if (addresses.length > 0 || allowMissing) return { addresses, diagnostics: [] };
  if (!target.resource) {
    const detail = `The current state contains no module at ${module}. If you've just added this module to the configuration, you must run "terraform apply" first to create the module's entry in the state.`;
    return { addresses, diagnostics: [{ severity: "error", summary: "Unknown module", detail }] };
  }
  const prefix = target.module.length > 0 ? `${module}.` : "";
  const name = target.keyed
    ? printResourceInstance({ module: target.module, resource: target.resource, key: target.key })
    : prefix + printResource(target.resource);
  const what = target.keyed ? "resource instance" : "resource";
  const advice = target.keyed
    ? `If you've just added its resource to the configuration or have changed the count or for_each arguments, you must run "terraform apply" first to update the resource's entry in the state.`
    : `If you've just added this resource to the configuration, you must run "terraform apply" first to create the resource's entry in the state.`;
  const detail = `The current state contains no ${what} ${name}. ${advice}`;
  return { addresses, diagnostics: [{ severity: "error", summary: `Unknown ${what}`, detail }] };
}
