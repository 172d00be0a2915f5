/** Which objects have another address than before. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import {
  compareResourceInstances,
  printAbsoluteResource,
  printResourceInstance,
  type ResourceInstanceAddress,
} from "../addresses/resource.ts";
import { compareUtf8 } from "../lang/type.ts";
import type { Targets } from "./targets.ts";

export class MoveResults {
  /** What stays where it is because there is something where it should go, with that place: printed addresses. */
  readonly #blocked = new Map<string, string>();
  /** By printed new address. */
  readonly #moves = new Map<string, { readonly from: ResourceInstanceAddress; readonly to: ResourceInstanceAddress }>();

  record(from: ResourceInstanceAddress, to: ResourceInstanceAddress): void {
    const origin = this.#moves.get(printResourceInstance(from))?.from ?? from;
    this.#moves.delete(printResourceInstance(from));
    this.#moves.set(printResourceInstance(to), { from: origin, to });
  }

  block(from: string, to: string): void {
    this.#blocked.set(from, to);
  }

  /** A warning about what could not be moved. */
  get unresolved(): readonly Diagnostic[] {
    if (this.#blocked.size === 0) return [];
    const lines = [...this.#blocked].map(([from, to]) => `\n  - ${from} could not move to ${to}`).sort(compareUtf8);
    const detail = `Terraform tried to adjust resource instance addresses in the prior state based on change information recorded in the configuration, but some adjustments did not succeed due to existing objects already at the intended addresses:${lines.join("")}\n\nTerraform has planned to destroy these objects. If Terraform's proposed changes aren't appropriate, you must first resolve the conflicts using the "terraform state" subcommands and then create a new plan.`;
    return [{ severity: "warning", summary: "Unresolved resource instance address changes", detail }];
  }

  /** An error when targets leave out what has moved, or where it came from. */
  excludedBy(targets: Targets): readonly Diagnostic[] {
    if (targets.isEmpty) return [];
    const excluded = [...this.#moves.values()]
      .flatMap(({ from, to }) => [from, to])
      .filter((address) => !targets.includes(address))
      .sort(compareResourceInstances);
    if (excluded.length === 0) return [];
    // Whole resources, as keys are quoted in another way by every shell.
    const options = new Set(excluded.map((address) => `\n  -target=${JSON.stringify(printAbsoluteResource(address))}`));
    const detail = `Resource instances in your current state have moved to new addresses in the latest configuration. Terraform must include those resource instances while planning in order to ensure a correct result, but your -target=... options do not fully cover all of those resource instances.\n\nTo create a valid plan, either remove your -target=... options altogether or add the following additional target options:${[...options].join("")}\n\nNote that adding these options may include further additional resource instances in your plan, in order to respect object dependencies.`;
    return [{ severity: "error", summary: "Moved resource instances excluded by targeting", detail }];
  }

  previous(address: ResourceInstanceAddress): ResourceInstanceAddress {
    return this.#moves.size === 0 ? address : (this.#moves.get(printResourceInstance(address))?.from ?? address);
  }
}
