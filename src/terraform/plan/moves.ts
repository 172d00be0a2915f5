/** Which objects have another address than before. */
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";

export class MoveResults {
  /** By printed new address. */
  readonly #from = new Map<string, ResourceInstanceAddress>();

  record(from: ResourceInstanceAddress, to: ResourceInstanceAddress): void {
    const origin = this.#from.get(printResourceInstance(from)) ?? from;
    this.#from.delete(printResourceInstance(from));
    this.#from.set(printResourceInstance(to), origin);
  }

  previous(address: ResourceInstanceAddress): ResourceInstanceAddress {
    return this.#from.size === 0 ? address : (this.#from.get(printResourceInstance(address)) ?? address);
  }
}
