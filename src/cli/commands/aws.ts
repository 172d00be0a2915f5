import type { Command } from "../command.ts";

export const aws: Command = async (_args, terminal) => {
  terminal.stderr.write("Not built\n");
  return 1;
};
