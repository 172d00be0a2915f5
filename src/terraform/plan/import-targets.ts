/** Objects that a plan is to bring under management, by the address they will have. */
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import type { ResolvedProvider } from "./provider-configs.ts";

export interface ImportTarget {
  readonly address: ResourceInstanceAddress;
  readonly id: string;
  /** Asked for by the import command, not by a block. */
  readonly byCommand?: boolean;
  /** Set by an import block for a resource that has no block of its own yet. */
  readonly provider?: ResolvedProvider;
}

export class ImportTargets {
  readonly #targets = new Map<string, ImportTarget>();

  add(target: ImportTarget): void {
    this.#targets.set(printResourceInstance(target.address), target);
  }

  get(address: ResourceInstanceAddress): ImportTarget | undefined {
    return this.#targets.size === 0 ? undefined : this.#targets.get(printResourceInstance(address));
  }

  [Symbol.iterator](): Iterator<ImportTarget> {
    return this.#targets.values();
  }
}
