/** `force-unlock`: a local lock ends with its holder, so there is never one to take away. */
import type { Command } from "../command.ts";
import { usageText } from "../command-help.ts";
import { parseFlags } from "../flags.ts";
import { findState } from "../operation/open-for-reading.ts";
import { createView, showOldFlagError } from "../view.ts";

export const forceUnlock: Command = async (args, terminal) => {
  const { values: flags, rest, error } = parseFlags(args, { force: "boolean", "no-color": "boolean" });
  const view = createView(terminal, { noColor: flags["no-color"] });
  if (error !== undefined) {
    showOldFlagError(view, "force-unlock", error);
    return 1;
  }
  if (rest.length !== 1) {
    view.error("Expected a single argument: LOCK_ID\n");
    view.out(usageText("force-unlock"));
    return 1;
  }
  const found = findState(terminal, view);
  if (!found) return 1;
  view.error(
    flags.force
      ? "Failed to unlock state: LocalState not locked\n"
      : "Local state cannot be unlocked by another process\n",
  );
  return 1;
};
