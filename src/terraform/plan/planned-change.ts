/** What a plan says will happen to one object, and to one output. */
import { type ModuleInstancePath, printModuleInstance } from "../addresses/module.ts";
import type { ProviderConfigAddress } from "../addresses/provider.ts";
import {
  type AbsoluteResource,
  printAbsoluteResource,
  printResourceInstance,
  type ResourceInstanceAddress,
} from "../addresses/resource.ts";
import type { Value, ValuePath } from "../lang/value.ts";
import type { ActionReason } from "./plan-json.ts";

export type PlannedAction =
  | "no-op"
  | "create"
  | "read"
  | "update"
  | "delete"
  | "delete-create"
  | "create-delete"
  | "forget"
  | "create-forget";

export const isReplace = (action: PlannedAction): boolean => action === "delete-create" || action === "create-delete";

export interface PlannedChange {
  readonly address: ResourceInstanceAddress;
  /** Where the object was before; the same address unless it has moved. */
  readonly previousAddress: ResourceInstanceAddress;
  /** Key of a deposed object that is destroyed. */
  readonly deposed?: string;
  readonly provider: ProviderConfigAddress;
  readonly action: PlannedAction;
  readonly reason?: ActionReason;
  /** Null where there is nothing; sensitive parts are marked. */
  readonly before: Value;
  readonly after: Value;
  readonly requiredReplace: readonly ValuePath[];
  /** What the provider wants back when this is applied. */
  readonly private?: Uint8Array | undefined;
  readonly importing?: { readonly id: string };
  readonly generatedConfig?: string;
}

export interface OutputChange {
  readonly name: string;
  /** Before or after. */
  readonly sensitive: boolean;
  readonly sensitiveAfter: boolean;
  readonly before: Value;
  readonly after: Value;
  readonly action: "no-op" | "create" | "update" | "delete";
}

/** The key under which a change is kept: an address, with the deposed key where there is one. */
export const changeKey = (address: ResourceInstanceAddress, deposed?: string): string =>
  deposed === undefined ? printResourceInstance(address) : `${printResourceInstance(address)} (deposed ${deposed})`;

export const outputKey = (module: ModuleInstancePath, name: string): string =>
  `${printModuleInstance(module)}.output.${name}`;

/** All changes of a plan, in the order they were found. */
export class Changes {
  readonly #changes = new Map<string, PlannedChange>();
  readonly #byResource = new Map<string, Set<string>>();
  /** Of the root module. */
  readonly outputs = new Map<string, OutputChange>();
  /** What outputs of other modules will be, by {@link outputKey}. A saved plan does not have them. */
  readonly moduleOutputs = new Map<string, Value>();

  add(change: PlannedChange): void {
    const key = changeKey(change.address, change.deposed);
    this.#changes.set(key, change);
    const resource = printAbsoluteResource(change.address);
    const known = this.#byResource.get(resource);
    if (known) known.add(key);
    else this.#byResource.set(resource, new Set([key]));
  }

  *inResource(resource: AbsoluteResource): Iterable<PlannedChange> {
    for (const key of this.#byResource.get(printAbsoluteResource(resource)) ?? []) {
      const change = this.#changes.get(key);
      if (change) yield change;
    }
  }

  remove(address: ResourceInstanceAddress, deposed?: string): void {
    this.#changes.delete(changeKey(address, deposed));
  }

  get(address: ResourceInstanceAddress, deposed?: string): PlannedChange | undefined {
    return this.#changes.get(changeKey(address, deposed));
  }

  get size(): number {
    return this.#changes.size;
  }

  [Symbol.iterator](): Iterator<PlannedChange> {
    return this.#changes.values();
  }
}
