/** Which objects have another address than before. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import { compareUtf8 } from "../lang/type.ts";

export class MoveResults {
  /** What stays where it is because there is something where it should go, with that place: printed addresses. */
  readonly #blocked = new Map<string, string>();
  /** By printed new address. */
  readonly #from = new Map<string, ResourceInstanceAddress>();

  record(from: ResourceInstanceAddress, to: ResourceInstanceAddress): void {
    const origin = this.#from.get(printResourceInstance(from)) ?? from;
    this.#from.delete(printResourceInstance(from));
    this.#from.set(printResourceInstance(to), origin);
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

  previous(address: ResourceInstanceAddress): ResourceInstanceAddress {
    return this.#from.size === 0 ? address : (this.#from.get(printResourceInstance(address)) ?? address);
  }
}
