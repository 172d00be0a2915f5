/** `state rm`: forgets instances without touching the real objects. */
import { hasErrors } from "../../hcl/diagnostic.ts";
import { printResourceInstance } from "../../terraform/addresses/resource.ts";
import type { Command } from "../command.ts";
import { usageText } from "../command-help.ts";
import { parseFlags } from "../flags.ts";
import { createView } from "../view.ts";
import { select } from "./select.ts";
import { changeState, snapshot, writeChanged } from "./state-file-access.ts";

export const stateRemove: Command = async (args, terminal) => {
  const {
    values: flags,
    rest,
    error,
  } = parseFlags(args, {
    backup: "string",
    "dry-run": "boolean",
    "ignore-remote-version": "boolean",
    lock: "boolean",
    "lock-timeout": "duration",
    state: "string",
    "no-color": "boolean",
  });
  const view = createView(terminal, { noColor: flags["no-color"] });
  if (error !== undefined || rest.length === 0) {
    view.error(
      error === undefined ? "At least one address is required.\n" : `Error parsing command-line flags: ${error}\n`,
    );
    if (error === undefined) view.out(usageText("state rm"));
    return 1;
  }
  return changeState(terminal, view, flags, "", (opened) => {
    const selections = rest.map((text) => select(opened.state, text, true));
    const problems = selections.flatMap(({ diagnostics }) => diagnostics);
    if (hasErrors(problems)) {
      view.diagnostics(problems);
      return 1;
    }
    // What is named twice is counted twice.
    const addresses = selections.flatMap((selection) => selection.addresses);
    const before = snapshot(opened);
    for (const address of addresses) {
      view.out(`${flags["dry-run"] ? "Would remove" : "Removed"} ${printResourceInstance(address)}\n`);
      if (!flags["dry-run"]) opened.state.takeInstance(address);
    }
    if (flags["dry-run"]) {
      if (addresses.length === 0) view.out("Would have removed nothing.\n");
      return 0;
    }
    if (addresses.length === 0) {
      view.diagnostics([
        {
          severity: "error",
          summary: "Invalid target address",
          detail:
            'No matching objects found. To view the available instances, use "terraform state list". Please modify the address to reference a specific instance.',
        },
      ]);
      return 1;
    }
    writeChanged(opened, before, flags.backup);
    view.out(`Successfully removed ${addresses.length} resource instance(s).\n`);
    return 0;
  });
};
