import type { Command } from "../command.ts";

export const workspace: Command = async (_args, terminal) => {
  terminal.stderr.write("Not built\n");
  return 1;
};
