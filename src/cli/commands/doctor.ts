import type { Command } from "../command.ts";

export const doctor: Command = async (_args, terminal) => {
  terminal.stderr.write("Not built\n");
  return 1;
};
