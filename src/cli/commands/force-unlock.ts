/** `force-unlock`: a local lock ends with its holder, so there is never one to take away. */
import { readLockInfo } from "../../terraform/state/lock.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { findState } from "../operation/open-for-reading.ts";
import { createView } from "../view.ts";

export const forceUnlock: Command = async (args, terminal) => {
  const { values: flags, rest, error } = parseFlags(args, { force: "boolean", "no-color": "boolean" });
  const view = createView(terminal, { noColor: flags["no-color"] });
  if (error !== undefined || rest.length !== 1) {
    view.error("Expected a single argument: LOCK_ID\n");
    return 1;
  }
  const found = findState(terminal, view);
  if (!found) return 1;
  const [id] = rest;
  const info = readLockInfo(found.location.path);
  view.error(
    info && info.ID === id
      ? "Local state cannot be unlocked by another process\n"
      : "Failed to unlock state: LocalState not locked\n",
  );
  return 1;
};
