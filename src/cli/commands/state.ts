/** `state`: looks into the state and changes it. */
import type { Command } from "../command.ts";
import { isHelpFlag } from "../help-flag.ts";
import { stateList } from "../state/list.ts";
import { stateMove } from "../state/move.ts";
import { statePull, statePush } from "../state/pull.ts";
import { stateRemove } from "../state/remove.ts";
import { stateReplaceProvider } from "../state/replace-provider.ts";
import { stateShow } from "../state/show.ts";

const SUBCOMMANDS: Readonly<Record<string, readonly [command: Command, synopsis: string]>> = {
  list: [stateList, "List resources in the state"],
  mv: [stateMove, "Move an item in the state"],
  pull: [statePull, "Pull current state and output to stdout"],
  push: [statePush, "Update remote state from a local state file"],
  "replace-provider": [stateReplaceProvider, "Replace provider in the state"],
  rm: [stateRemove, "Remove instances from the state"],
  show: [stateShow, "Show a resource in the state"],
};

export const state: Command = async (args, terminal) => {
  const [name, ...rest] = args;
  const found = name !== undefined && Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (found) return found[0](rest, terminal);
  const list = Object.entries(SUBCOMMANDS).map(([sub, [, synopsis]]) => `    ${sub.padEnd(20)}${synopsis}\n`);
  terminal.stdout.write(
    `Usage: terrarium [global options] state <subcommand> [options] [args]\n\n  This command has subcommands for advanced state management.\n\nSubcommands:\n${list.join("")}`,
  );
  return args.some(isHelpFlag) ? 0 : 1;
};
