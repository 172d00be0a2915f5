/**
 * `eval "$(terrarium env)"`: points every AWS client of this shell at the folder's cloud. With `--terraform`, an
 * unmodified terraform run in this folder uses the server's providers too, until the server stops.
 */
import { findServer } from "../background/folder.ts";
import { clientEnvironment, OVERRIDING_VARIABLES } from "../client-environment.ts";
import type { Command } from "../command.ts";

const DEFAULT_ENDPOINT = "http://127.0.0.1:4566";

const WORKSPACE_COMMANDS: ReadonlySet<string> = new Set(["list", "select", "new", "delete"]);

const DEPRECATED = `Warning: the "terraform env" family of commands is deprecated.

"Workspace" is now the preferred term for what earlier Terraform versions
called "environment", to reduce ambiguity caused by the latter term colliding
with other concepts.

The "terraform workspace" commands should be used instead. "terraform env"
will be removed in a future Terraform version.

`;

export const env: Command = async (args, terminal) => {
  // Terraform's old name of `workspace`.
  if (args[0] !== undefined && WORKSPACE_COMMANDS.has(args[0])) {
    const { workspace } = await import("./workspace.ts");
    terminal.stdout.write(DEPRECATED);
    return workspace(args, terminal);
  }
  const server = findServer(terminal.directory, terminal.environment);
  const variables: Record<string, string> = {
    ...clientEnvironment(server?.endpoint ?? DEFAULT_ENDPOINT, terminal.environment),
  };
  if (args.includes("-terraform") || args.includes("--terraform")) {
    if (!server) {
      terminal.stderr.write("Error: No server is running for this folder. Start one with: terrarium start -d\n");
      return 1;
    }
    const { requestProviders } = await import("../background/client.ts");
    const providers = await requestProviders(server.socket, terminal);
    providers.close();
    variables["TF_REATTACH_PROVIDERS"] = providers.reattach;
  }
  if (args.includes("-json") || args.includes("--json")) {
    terminal.stdout.write(`${JSON.stringify(variables, undefined, 2)}\n`);
    return 0;
  }
  const unset = OVERRIDING_VARIABLES.filter((name) => terminal.environment[name] !== undefined);
  if (unset.length > 0) terminal.stdout.write(`unset ${unset.join(" ")}\n`);
  for (const [name, value] of Object.entries(variables)) terminal.stdout.write(`export ${name}=${quote(value)}\n`);
  if (!server) terminal.stderr.write("# No server is running for this folder yet: terrarium start -d\n");
  return 0;
};

const quote = (text: string): string => (/^[\w:/.@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
