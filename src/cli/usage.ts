/** What `terrarium` prints when it is not told what to do, or is told something it does not know. */
import type { Diagnostic } from "../hcl/diagnostic.ts";
import { suggestion } from "../terraform/lang/suggest.ts";
import type { Terminal } from "./command.ts";
import { createView } from "./view.ts";

const MAIN: readonly (readonly [string, string])[] = [
  ["init", "Prepare a folder: modules, lock file"],
  ["validate", "Check whether the configuration is valid"],
  ["plan", "Show what would change"],
  ["apply", "Create or change the stack on this machine's cloud"],
  ["destroy", "Remove everything the configuration made"],
  ["invoke", "Call a deployed function"],
  ["logs", "Show what a function wrote"],
];

const OTHER: readonly (readonly [string, string])[] = [
  ["aws", "The AWS CLI, pointed at this cloud"],
  ["console", "Try Terraform expressions"],
  ["doctor", "What this machine has, and what is without effect here"],
  ["env", "Environment variables that point clients here"],
  ["fmt", "Reformat configuration files"],
  ["force-unlock", "Release a stuck lock on the state"],
  ["get", "Install or upgrade modules"],
  ["graph", "The graph of the configuration, as Graphviz text"],
  ["import", "Take an existing object into the state"],
  ["login", "Find out whether a host offers tokens"],
  ["logout", "Remove a host's stored token"],
  ["output", "Show output values"],
  ["providers", "Show the providers a configuration needs"],
  ["refresh", "Bring the state up to date with the cloud"],
  ["show", "Show the state or a saved plan"],
  ["start", "Start the cloud: `start -d` in the background"],
  ["state", "Look into and change the state"],
  ["status", "Is a server running, where, with what"],
  ["stop", "Stop the server of this folder"],
  ["taint", "Mark an object to be replaced"],
  ["terraform", "The real terraform, pointed at this cloud"],
  ["test", "Run .tftest.hcl files, each in a cloud of its own"],
  ["untaint", "Take a taint mark back"],
  ["version", "Show the version"],
  ["workspace", "Work with several states of one configuration"],
];

/** Prints the usage text. Terraform exits with 127 when it was not asked for help. */
export function usage(line: { readonly help: boolean }, terminal: Terminal): number {
  const text = [
    "Usage: terrarium [global options] <subcommand> [args]",
    "",
    "Runs a Terraform serverless stack on this machine.",
    "",
    "Main commands:",
    ...table(MAIN),
    "",
    "All other commands:",
    ...table(OTHER),
    "",
    "Global options (use these before the subcommand, if any):",
    "  -chdir=DIR    Switch to a different working directory before executing the",
    "                given subcommand.",
    "  -help         Show this help output, or the help for a specified subcommand.",
    '  -version      An alias for the "version" subcommand.',
    "",
  ].join("\n");
  terminal.stdout.write(text);
  return line.help ? 0 : 127;
}

const table = (rows: readonly (readonly [string, string])[]): string[] =>
  rows.map(([name, text]) => `  ${name.padEnd(14)}${text}`);

/** The names of two words, which are easily taken for one. */
const SUBCOMMANDS = [
  "env list",
  "metadata functions",
  "providers lock",
  "providers mirror",
  "providers schema",
  ...["list", "mv", "pull", "push", "replace-provider", "rm", "show"].map((name) => `state ${name}`),
  ...["delete", "list", "new", "select", "show"].map((name) => `workspace ${name}`),
];

const REMOVED_PUSH: Diagnostic = {
  severity: "error",
  summary: 'Command "terraform push" is no longer supported',
  detail:
    "This command was used to push configuration to Terraform Enterprise legacy (v1), which has now reached end-of-life. To push configuration to Terraform Enterprise v2, use its REST API. Contact Terraform Enterprise support for more information.",
};

/** Refuses a command that does not exist, in Terraform's words. */
export function unknownCommand(name: string, known: readonly string[], terminal: Terminal): number {
  if (name === "push") {
    createView(terminal).diagnostics([REMOVED_PUSH]);
    return 1;
  }
  const near = suggestion(name, [...known, ...SUBCOMMANDS]);
  const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
  terminal.stderr.write(
    `Terrarium has no command named "${name}".${hint}\n\nTo see all of Terrarium's top-level commands, run:\n  terrarium -help\n\n`,
  );
  return 1;
}
