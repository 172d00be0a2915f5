/** `state pull` and `state push`. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseStateFile, printStateFile } from "../../terraform/state/state-file.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { describeProblems } from "../operation/locked-state.ts";
import { createView } from "../view.ts";
import { changeState, openForReading } from "./state-file-access.ts";

export const statePull: Command = async (args, terminal) => {
  const { values: flags } = parseFlags(args, { "no-color": "boolean" });
  const view = createView(terminal, { noColor: flags["no-color"] });
  const opened = openForReading(terminal, view, {}, true);
  if (!opened) return 1;
  const { state, store } = opened;
  if (store.lineage === "") return 0;
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
    return 1;
  }
  let text: string;
  try {
    text = path === "-" ? await terminal.readAll() : readFileSync(resolve(terminal.directory, path), "utf8");
  } catch {
    view.error(`open ${path}: no such file or directory\n`);
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
    ({ store }) => {
      const refuse = (reason: string): number => {
        view.error(`Failed to write state: ${reason}\n`);
        return 1;
      };
      if (!flags.force && store.lineage !== "") {
        if (store.lineage !== file.lineage) {
          return refuse(
            `cannot import state with lineage ${JSON.stringify(file.lineage)} over unrelated state with lineage ${JSON.stringify(store.lineage)}`,
          );
        }
        if (file.serial < store.serial) {
          return refuse(`cannot import state with serial ${file.serial} over newer state with serial ${store.serial}`);
        }
        const current = store.read().state;
        const content = (state: typeof current): string =>
          printStateFile({ serial: 0, lineage: "", terraformVersion: "", state });
        if (file.serial === store.serial && content(current) !== content(file.state)) {
          return refuse(
            `cannot overwrite existing state with serial ${store.serial} with a different state that has the same serial`,
          );
        }
      }
      store.adopt(file, undefined);
      store.put({ ...file, serial: file.serial + 1 });
      return 0;
    },
    true,
  );
};
