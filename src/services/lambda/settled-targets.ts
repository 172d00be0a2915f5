/**
 * Whom references invoke, remembered from the first invocation on: finding it out reads and decodes a function, its
 * version and perhaps an alias. Whoever writes any of those says so.
 */
import type { Store } from "../../store/store.ts";
import type { FunctionRecord, VersionRecord } from "./entities.ts";
import type { FunctionReference } from "./function-name.ts";

export interface InvocationTarget {
  readonly owner: FunctionRecord;
  readonly version: VersionRecord;
  /** As the function sees it: with the alias or version that was asked for. */
  readonly invokedArn: string;
}

const targets = new WeakMap<Store, Map<string, InvocationTarget>>();

const keyOf = ({ account, region, name, qualifier = "" }: FunctionReference): string =>
  `${account} ${region} ${name} ${qualifier}`;

export const settledTarget = (store: Store, reference: FunctionReference): InvocationTarget | undefined =>
  targets.get(store)?.get(keyOf(reference));

export function rememberTarget(store: Store, reference: FunctionReference, target: InvocationTarget): void {
  const known = targets.get(store) ?? new Map<string, InvocationTarget>();
  targets.set(store, known.set(keyOf(reference), target));
}

/** A function, a version or an alias has been written or deleted. */
export const targetsChanged = (store: Store): void => void targets.delete(store);
