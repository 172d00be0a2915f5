/**
 * `terrarium terraform …`: the real terraform with our providers, served by the folder's server over terraform's plugin
 * protocol, so that `init` downloads nothing. `--real-provider` leaves terraform its own providers and points the aws
 * one at the folder's cloud by environment variables and, for what has none, by an override file that is there only
 * while terraform runs.
 */
import { isAbsolute, resolve } from "node:path";
import { requestProviders } from "../background/client.ts";
import { ensureServer } from "../background/ensure-server.ts";
import { clientEnvironment, OVERRIDING_VARIABLES } from "../client-environment.ts";
import type { Command } from "../command.ts";
import { withProviderOverride } from "../provider-override.ts";
import { runProgram } from "../run-program.ts";
import { withoutCollection } from "../terraform-memory.ts";
import { tooOld } from "../terraform-too-old.ts";

const REAL_PROVIDER = /^--?real-provider$/;

const NOT_FOUND =
  "Error: terraform is not installed.\n\n" +
  "`terrarium terraform` runs the program `terraform`, which was not found in PATH. The engine of Terrarium needs\n" +
  "no terraform: `terrarium apply`.";

export const terraform: Command = async (given, terminal) => {
  const args = given.filter((arg) => !REAL_PROVIDER.test(arg));
  const chdir = args.find((arg) => /^--?chdir=/.test(arg))?.replace(/^--?chdir=/, "");
  const directory =
    chdir === undefined ? terminal.directory : isAbsolute(chdir) ? chdir : resolve(terminal.directory, chdir);
  const server = await ensureServer({ ...terminal, directory });
  const environment = { ...terminal.environment, ...clientEnvironment(server.endpoint, terminal.environment) };
  for (const name of OVERRIDING_VARIABLES) delete environment[name];
  const program = terminal.environment["TERRARIUM_TERRAFORM"] ?? "terraform";
  if (given.length !== args.length) {
    return withProviderOverride(directory, server.endpoint, () =>
      runProgram(program, args, terminal, environment, NOT_FOUND),
    );
  }
  // Terraform kills the process whose socket it does not reach. That is to be this one and not the folder's server.
  const command = { args, pid: process.pid };
  const providers = await requestProviders(server.socket, { directory, environment }, command);
  try {
    const memory = withoutCollection(terminal.environment);
    const reattached = { ...environment, ...memory, TF_REATTACH_PROVIDERS: providers.reattach };
    const code = await runProgram(program, args, terminal, reattached, NOT_FOUND);
    if (code !== 0) terminal.stderr.write((await tooOld(program, environment)) ?? "");
    return code;
  } finally {
    providers.close();
  }
};
