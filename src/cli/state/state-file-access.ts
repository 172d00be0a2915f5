/** How the `state` subcommands get at the state: they say less about what goes wrong than plan and apply. */
import { resolve } from "node:path";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { acquireLock, LockedError, printLockInfo } from "../../terraform/state/lock.ts";
import type { State } from "../../terraform/state/state.ts";
import { printStateFile, type StateFile } from "../../terraform/state/state-file.ts";
import { replaceFile, StateStore } from "../../terraform/state/state-store.ts";
import type { Terminal } from "../command.ts";
import { describeProblems, lockError } from "../operation/locked-state.ts";
import { type ConfigurationExtent, findState } from "../operation/open-for-reading.ts";
import type { StateLocation } from "../operation/state-location.ts";
import type { View } from "../view.ts";

export interface OpenedState {
  readonly state: State;
  readonly store: StateStore;
  readonly location: StateLocation;
  /** Whether there is a state file. */
  readonly exists: boolean;
}

export const NO_STATE = `No state file was found!

State management commands require a state file. Run this command
in a directory where Terraform has been run or use the -state flag
to point the command to a specific state location.`;

/** Undefined after an error, which has been shown. */
export function openForReading(
  terminal: Terminal,
  view: View,
  flags: { readonly state?: string | undefined } = {},
  allowMissing = false,
  extent: ConfigurationExtent = "check",
  onUnreadable = toldAs("Failed to load state", view),
): OpenedState | undefined {
  const found = findState(terminal, view, flags, extent);
  if (!found) return undefined;
  return read(found.location, view, allowMissing, onUnreadable);
}

/** The commands differ in what they say of a state that cannot be read. */
export const toldAs =
  (what: string, view: View) =>
  (problems: readonly Diagnostic[]): void =>
    view.error(`${what}: ${describeProblems(problems)}\n`);

function read(
  location: StateLocation,
  view: View,
  allowMissing: boolean,
  onUnreadable: (problems: readonly Diagnostic[]) => void,
): OpenedState | undefined {
  const store = new StateStore(location);
  const { state, exists, diagnostics } = store.read();
  if (diagnostics.length > 0) {
    onUnreadable(diagnostics);
    return undefined;
  }
  if (!exists && !allowMissing) {
    view.error(`${NO_STATE}\n`);
    return undefined;
  }
  return { state, store, location, exists };
}

export interface ChangeFlags {
  readonly state?: string | undefined;
  readonly lock?: boolean | undefined;
  readonly "lock-timeout"?: number | undefined;
  readonly backup?: string | undefined;
}

/** Runs under the lock; the result of `change` is the exit code. */
export async function changeState(
  terminal: Terminal,
  view: View,
  flags: ChangeFlags,
  operation: string,
  change: (opened: OpenedState) => number | Promise<number>,
  allowMissing = false,
  extent: ConfigurationExtent = "check",
): Promise<number> {
  const found = findState(terminal, view, flags, extent);
  if (!found) return 1;
  const { location } = found;
  let release: () => void = () => undefined;
  if (flags.lock !== false) {
    try {
      const lock = await acquireLock(location.path, location.shown, operation, flags["lock-timeout"] ?? 0, () =>
        view.out("Acquiring state lock. This may take a few moments...\n"),
      );
      release = () => lock.release();
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      const problem: Diagnostic = lockError(`${error.message}${error.info ? `\n${printLockInfo(error.info)}` : ""}`);
      view.diagnostics([problem]);
      return 1;
    }
  }
  try {
    // Taking the lock reads the state, so that the lock is what fails.
    const onUnreadable =
      flags.lock === false
        ? toldAs("Failed to load state", view)
        : (problems: readonly Diagnostic[]): void => view.diagnostics([lockError(describeProblems(problems))]);
    const opened = read(location, view, allowMissing, onUnreadable);
    return opened ? await change(opened) : 1;
  } finally {
    release();
  }
}

/** Another state file than that of the folder, which need not be there yet. */
export const openOther = (path: string, terminal: Terminal, view: View): OpenedState | undefined =>
  read({ path: resolve(terminal.directory, path), shown: path }, view, true, toldAs("Failed to load state", view));

/**
 * Writes the changed state with a backup: in the given file, or in one that carries the time in its name. There is no
 * doing without, whatever `-backup=-` asks for.
 */
export function writeChanged(
  { state, store, location }: OpenedState,
  before: StateFile | undefined,
  backup?: string,
): void {
  const named = backup === undefined || backup === "-" ? undefined : location.backupPath;
  if (before) replaceFile(named ?? `${location.path}.${Math.floor(Date.now() / 1000)}.backup`, printStateFile(before));
  store.put({ serial: store.serial + 1, lineage: store.lineage, terraformVersion: "", state });
}

/** What the state was, for the backup. */
export const snapshot = ({ state, store }: OpenedState): StateFile => ({
  serial: store.serial,
  lineage: store.lineage,
  terraformVersion: "",
  state: state.copy(),
});
