/** The state of a workspace under its lock, as commands that change it hold it. */
import { existsSync } from "node:fs";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { acquireLock, type Lock, LockedError, printLockInfo } from "../../terraform/state/lock.ts";
import type { State } from "../../terraform/state/state.ts";
import { StateStore } from "../../terraform/state/state-store.ts";
import type { View } from "../view.ts";
import { growYoungGenerationFor } from "../young-generation.ts";
import type { StateLocation } from "./state-location.ts";

export interface LockedState {
  readonly store: StateStore;
  readonly state: State;
  readonly exists: boolean;
  release(): void;
}

export interface LockOptions {
  readonly lock: boolean;
  /** Milliseconds. */
  readonly timeout: number;
  /** As the lock's information names it: OperationTypeApply. */
  readonly operation: string;
}

const LOCK_HINT = `Terraform acquires a state lock to protect the state from being written
by multiple users at the same time. Please resolve the issue above and try
again. For most commands, you can disable locking with the "-lock=false"
flag, but this is not recommended.`;

export const lockError = (message: string): Diagnostic => ({
  severity: "error",
  summary: "Error acquiring the state lock",
  detail: `Error message: ${message}\n\n${LOCK_HINT}`,
});

/** Undefined after an error, which has been shown. */
export async function openState(
  location: StateLocation,
  options: LockOptions,
  view: View,
  onError: (diagnostics: readonly Diagnostic[]) => void,
): Promise<LockedState | undefined> {
  let lock: Lock | undefined;
  if (options.lock) {
    try {
      lock = await acquireLock(location.path, location.shown, options.operation, options.timeout, () =>
        view.out("Acquiring state lock. This may take a few moments...\n"),
      );
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      onError([lockError(`${error.message}${error.info ? `\n${printLockInfo(error.info)}` : ""}`)]);
      return undefined;
    }
  }
  const store = new StateStore(location);
  const { state, exists, diagnostics } = store.read();
  if (diagnostics.length > 0) {
    lock?.release();
    onError(options.lock ? [lockError(describeProblems(diagnostics))] : diagnostics);
    return undefined;
  }
  growYoungGenerationFor(instanceCount(state));
  return { store, state, exists, release: () => lock?.release() };
}

/** The file that `-state-out` names is made even where nothing has changed. */
export function writeUnchanged(store: StateStore, state: State): void {
  const { outPath } = store.paths;
  if (outPath === undefined || existsSync(outPath)) return;
  store.put({ serial: store.serial, lineage: store.lineage, terraformVersion: "", state });
}

const instanceCount = ({ resources }: State): number =>
  [...resources.values()].reduce((count, { instances }) => count + instances.size, 0);

/** Several diagnostics as one error text, the way Go joins them. */
export function describeProblems(diagnostics: readonly Diagnostic[]): string {
  const texts = diagnostics.map(({ summary, detail }) => (detail === "" ? summary : `${summary}: ${detail}`));
  if (texts.length === 1) return texts[0] as string;
  return `${texts.length} problems:\n${texts.map((text) => `\n- ${text}`).join("")}`;
}
