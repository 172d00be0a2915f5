/** `terrarium aws …`: the AWS CLI, pointed at the folder's cloud. */
import { ensureServer } from "../background/ensure-server.ts";
import { clientEnvironment, OVERRIDING_VARIABLES } from "../client-environment.ts";
import type { Command } from "../command.ts";
import { runProgram } from "../run-program.ts";

/**
 * The CLI puts `sync-` or `stream-` before the endpoint's host for some operations, a name that nobody knows. Taken for
 * a proxy, the server gets these requests too.
 */
const reachable = (endpoint: string): Readonly<Record<string, string>> => ({ http_proxy: endpoint, no_proxy: "" });

export const aws: Command = async (args, terminal) => {
  const server = await ensureServer(terminal);
  const environment = { ...terminal.environment, ...clientEnvironment(server.endpoint, terminal.environment) };
  for (const name of OVERRIDING_VARIABLES) delete environment[name];
  return runProgram(
    "aws",
    args,
    terminal,
    { ...environment, ...reachable(server.endpoint), AWS_PAGER: terminal.environment["AWS_PAGER"] ?? "" },
    "Error: The AWS CLI is not installed.\n\n" +
      "`terrarium aws` runs the program `aws`, which was not found in PATH. Install the AWS CLI, or use\n" +
      "`terrarium invoke`, `terrarium logs` and any AWS SDK with the variables that `terrarium env` prints.",
  );
};
