/** `state pull` and `state push`. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readErrorText } from "../../terraform/lang/read-error.ts";
import type { State } from "../../terraform/state/state.ts";
import { parseStateFile, printStateContent, printStateFile, type StateFile } from "../../terraform/state/state-file.ts";
import { replaceFile, type StateStore } from "../../terraform/state/state-store.ts";
import type { Command } from "../command.ts";
import { usageText } from "../command-help.ts";
import { flagsErrorText, parseFlags } from "../flags.ts";
import { describeProblems } from "../operation/locked-state.ts";
import { findState } from "../operation/open-for-reading.ts";
import { createView } from "../view.ts";
import { changeState, openForReading, toldAs } from "./state-file-access.ts";

export const statePull: Command = async (args, terminal) => {
  const { values: flags, error } = parseFlags(args, { "no-color": "boolean" });
  const view = createView(terminal, { noColor: flags["no-color"] });
  if (error !== undefined) {
    view.error(flagsErrorText(error));
    return 1;
  }
  const opened = openForReading(terminal, view, {}, true, "check", toldAs("Failed to refresh state", view));
  if (!opened) return 1;
  const { state, store } = opened;
  if (!opened.exists) return 0;
  view.out(printStateFile({ serial: store.serial, lineage: store.lineage, terraformVersion: "", state }));
  return 0;
};

export const statePush: Command = async (args, terminal) => {
  const {
    values: flags,
    rest,
    error,
  } = parseFlags(args, {
    force: "boolean",
    "ignore-remote-version": "boolean",
    lock: "boolean",
    "lock-timeout": "duration",
    "no-color": "boolean",
  });
  const view = createView(terminal, { noColor: flags["no-color"] });
  const [path] = rest;
  if (error !== undefined || rest.length !== 1 || path === undefined) {
    view.error(
      `${error === undefined ? "Exactly one argument expected.\n" : `Error parsing command-line flags: ${error}`}\n`,
    );
    if (error === undefined) view.out(usageText("state push"));
    return 1;
  }
  // The configuration is looked at before the file.
  if (!findState(terminal, view, {}, "check")) return 1;
  let text: string;
  try {
    text = path === "-" ? await terminal.readAll() : readFileSync(resolve(terminal.directory, path), "utf8");
  } catch (error) {
    const reason = readErrorText(path, error);
    const opened = reason.startsWith("read ");
    view.error(
      opened
        ? `Error reading source state ${JSON.stringify(path)}: Failed to read state file: The state file could not be read: ${reason}\n`
        : `${reason}\n`,
    );
    return 1;
  }
  if (text.trim() === "") {
    view.error(`Error reading source state ${JSON.stringify(path)}: no state\n`);
    return 1;
  }
  const { file, diagnostics } = parseStateFile(text);
  if (!file) {
    view.error(`Error reading source state ${JSON.stringify(path)}: ${describeProblems(diagnostics)}\n`);
    return 1;
  }
  return changeState(
    terminal,
    view,
    flags,
    "",
    ({ state, store, exists, location }) => {
      const differs = printStateContent(state) !== printStateContent(file.state);
      const refusal = flags.force || !exists ? undefined : refusalOf(file, store, state, differs);
      if (refusal !== undefined) {
        view.error(`Failed to write state: ${refusal}\n`);
        return 1;
      }
      if (exists && differs && location.backupPath !== undefined) {
        const { serial, lineage } = store;
        replaceFile(location.backupPath, printStateFile({ serial, lineage, terraformVersion: "", state }));
      }
      store.adopt(file, undefined);
      store.put({ ...file, serial: exists && differs ? file.serial + 1 : file.serial });
      return 0;
    },
    true,
  );
};

/** Nothing is lost by replacing an empty state, and states without a lineage are not told apart. */
function refusalOf(file: StateFile, store: StateStore, current: State, differs: boolean): string | undefined {
  if (current.isEmpty || file.lineage === "" || store.lineage === "") return undefined;
  if (store.lineage !== file.lineage) {
    return `cannot import state with lineage ${JSON.stringify(file.lineage)} over unrelated state with lineage ${JSON.stringify(store.lineage)}`;
  }
  if (file.serial < store.serial) {
    return `cannot import state with serial ${file.serial} over newer state with serial ${store.serial}`;
  }
  return file.serial === store.serial && differs
    ? `cannot overwrite existing state with serial ${store.serial} with a different state that has the same serial`
    : undefined;
}
