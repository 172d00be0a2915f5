/**
 * `terrarium terraform …`: the real terraform with the real aws provider, pointed at the folder's cloud by environment
 * variables and, for what has none, by an override file that is there only while terraform runs.
 */
import { isAbsolute, join, resolve } from "node:path";
import { ensureServer } from "../background/ensure-server.ts";
import { clientEnvironment, OVERRIDING_VARIABLES } from "../client-environment.ts";
import type { Command, Terminal } from "../command.ts";
import { withProviderOverride } from "../provider-override.ts";
import { runProgram } from "../run-program.ts";

const NOT_FOUND =
  "Error: terraform is not installed.\n\n" +
  "`terrarium terraform` runs the program `terraform`, which was not found in PATH. The engine of Terrarium needs\n" +
  "no terraform: `terrarium apply`.";

export const terraform: Command = async (args, terminal) => {
  const chdir = args.find((arg) => /^--?chdir=/.test(arg))?.replace(/^--?chdir=/, "");
  const directory = chdir === undefined ? terminal.directory : inFolder(terminal, chdir);
  const server = await ensureServer({ ...terminal, directory });
  const environment = { ...terminal.environment, ...clientEnvironment(server.endpoint, terminal.environment) };
  for (const name of OVERRIDING_VARIABLES) delete environment[name];
  return withProviderOverride(directory, server.endpoint, () =>
    runProgram(terminal.environment["TERRARIUM_TERRAFORM"] ?? "terraform", args, terminal, environment, NOT_FOUND),
  );
};

const inFolder = (terminal: Terminal, folder: string): string =>
  isAbsolute(folder) ? folder : resolve(join(terminal.directory, folder));
