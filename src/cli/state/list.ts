/** `state list`. */
import { printResourceInstance } from "../../terraform/addresses/resource.ts";
import { memberOf } from "../../terraform/state/json.ts";
import type { Command } from "../command.ts";
import { usageText } from "../command-help.ts";
import { flagsErrorText, parseFlags } from "../flags.ts";
import { createView } from "../view.ts";
import { allInstances, select } from "./select.ts";
import { openForReading } from "./state-file-access.ts";

export const stateList: Command = async (args, terminal) => {
  const { values: flags, rest, error } = parseFlags(args, { state: "string", id: "string", "no-color": "boolean" });
  const view = createView(terminal, { noColor: flags["no-color"] });
  if (error !== undefined) {
    view.error(flagsErrorText(error));
    view.out(usageText("state list"));
    return 1;
  }
  const opened = openForReading(terminal, view, flags, false, "root");
  if (!opened) return 1;
  const { state } = opened;
  const selections =
    rest.length === 0
      ? [{ addresses: allInstances(state), diagnostics: [] }]
      : rest.map((text) => select(state, text, false));
  const problems = selections.flatMap(({ diagnostics }) => diagnostics);
  if (problems.length > 0) {
    view.diagnostics(problems);
    return 1;
  }
  for (const { addresses } of selections) {
    for (const address of addresses) {
      const current = state.instance(address)?.current;
      if (flags.id !== undefined && memberOf(current?.attributes, "id") !== flags.id) continue;
      view.out(`${printResourceInstance(address)}\n`);
    }
  }
  return 0;
};
