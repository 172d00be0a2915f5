/** `providers mirror`: there are no packages to copy, because the providers are built in. */
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { createView, showOldFlagError } from "../view.ts";

export const providersMirror: Command = async (args, terminal) => {
  const flags = parseFlags(args, { "no-color": "boolean", platform: "list", "lock-file": "boolean" });
  const view = createView(terminal, { noColor: flags.values["no-color"] });
  if (flags.error !== undefined) {
    showOldFlagError(view, "providers mirror", flags.error);
    return 1;
  }
  const [summary, detail] =
    flags.rest.length === 1
      ? ["Not built", "Terrarium's providers are built in, so there are no packages that could be mirrored."]
      : [
          "No output directory specified",
          "The providers mirror command requires an output directory as a command-line argument.",
        ];
  view.diagnostics([{ severity: "error", summary, detail }]);
  return 1;
};
