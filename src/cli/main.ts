/** The program `terrarium`: finds the command and where it runs. Everything else is loaded when it is needed. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { Command, Terminal } from "./command.ts";
import { endCommand } from "./command-end.ts";
import { commandArguments } from "./environment-arguments.ts";
import { isHelpFlag } from "./help-flag.ts";
import { processTerminal } from "./process-terminal.ts";

type Place =
  /** In this process, always. */
  | "here"
  /** In this process, or in the folder's server when the configuration needs a cloud. */
  | "engine"
  /** Where the cloud is: in the folder's server, which must be running. */
  | "cloud";

const COMMANDS: Readonly<Record<string, { readonly place: Place; readonly load: () => Promise<Command> }>> = {
  apply: { place: "engine", load: async () => (await import("./commands/apply.ts")).apply },
  aws: { place: "here", load: async () => (await import("./commands/aws.ts")).aws },
  console: { place: "here", load: async () => (await import("./commands/console.ts")).console },
  destroy: { place: "engine", load: async () => (await import("./commands/apply.ts")).destroy },
  doctor: { place: "here", load: async () => (await import("./commands/doctor.ts")).doctor },
  env: { place: "here", load: async () => (await import("./commands/env.ts")).env },
  fmt: { place: "here", load: async () => (await import("./commands/fmt.ts")).fmt },
  "force-unlock": { place: "here", load: async () => (await import("./commands/force-unlock.ts")).forceUnlock },
  get: { place: "here", load: async () => (await import("./commands/get.ts")).get },
  graph: { place: "here", load: async () => (await import("./commands/graph.ts")).graph },
  import: { place: "engine", load: async () => (await import("./commands/import.ts")).importCommand },
  init: { place: "here", load: async () => (await import("./commands/init.ts")).init },
  invoke: { place: "cloud", load: async () => (await import("./commands/invoke.ts")).invoke },
  login: { place: "here", load: async () => (await import("./commands/login.ts")).login },
  logout: { place: "here", load: async () => (await import("./commands/login.ts")).logout },
  logs: { place: "cloud", load: async () => (await import("./commands/logs.ts")).logs },
  metadata: { place: "here", load: async () => (await import("./commands/metadata.ts")).metadata },
  modules: { place: "here", load: async () => (await import("./commands/modules.ts")).modules },
  output: { place: "here", load: async () => (await import("./commands/output.ts")).output },
  plan: { place: "engine", load: async () => (await import("./commands/plan.ts")).plan },
  providers: { place: "here", load: async () => (await import("./commands/providers.ts")).providers },
  refresh: { place: "engine", load: async () => (await import("./commands/refresh.ts")).refresh },
  show: { place: "here", load: async () => (await import("./commands/show.ts")).show },
  start: { place: "here", load: async () => (await import("./commands/start.ts")).start },
  state: { place: "here", load: async () => (await import("./commands/state.ts")).state },
  status: { place: "here", load: async () => (await import("./commands/status.ts")).status },
  stop: { place: "here", load: async () => (await import("./commands/stop.ts")).stop },
  taint: { place: "here", load: async () => (await import("./commands/taint.ts")).taint },
  terraform: { place: "here", load: async () => (await import("./commands/terraform.ts")).terraform },
  test: { place: "here", load: async () => (await import("./commands/test.ts")).test },
  tf: { place: "here", load: async () => (await import("./commands/terraform.ts")).terraform },
  untaint: { place: "here", load: async () => (await import("./commands/untaint.ts")).untaint },
  validate: { place: "here", load: async () => (await import("./commands/validate.ts")).validate },
  version: { place: "here", load: async () => (await import("./commands/version.ts")).version },
  workspace: { place: "here", load: async () => (await import("./commands/workspace.ts")).workspace },
};

/** Commands that terraform does not have, or has the real one run. */
const OWN_COMMANDS: ReadonlySet<string> = new Set([
  "aws",
  "doctor",
  "invoke",
  "logs",
  "start",
  "status",
  "stop",
  "terraform",
  "tf",
]);

const hasCliConfiguration = (environment: Terminal["environment"]): boolean =>
  Boolean(environment["TF_CLI_CONFIG_FILE"]) || existsSync(join(environment["HOME"] ?? homedir(), ".terraformrc"));

/** Runs one command line; returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  const line = splitCommandLine(argv);
  if (!OWN_COMMANDS.has(line.name ?? "") && hasCliConfiguration(terminal.environment)) {
    (await import("./cli-configuration.ts")).reportCliConfiguration(terminal);
  }
  if (line.mistake !== undefined) {
    terminal.stderr.write(`${line.mistake}\n`);
    return 1;
  }
  if (line.name === undefined) {
    if (line.version) return runHere("version", line.args, terminal);
    const { usage } = await import("./usage.ts");
    return usage(line, terminal);
  }
  const command = COMMANDS[line.name];
  if (!command) {
    const { unknownCommand } = await import("./usage.ts");
    return unknownCommand(line.name, Object.keys(COMMANDS), terminal);
  }
  if (line.help || line.args.some((arg) => isHelpFlag(arg))) {
    const { helpText } = await import("./command-help.ts");
    const text = await helpText(line.name, line.help ? [...line.args.slice(0, 1), "-help"] : line.args);
    if (text !== undefined) {
      terminal.stdout.write(text);
      return 0;
    }
  }
  const place = line.directory === undefined ? terminal : await changeDirectory(terminal, line.directory);
  if (place === undefined) return 1;
  const added = commandArguments(line.name, line.args, terminal.environment);
  if ("error" in added) {
    terminal.stderr.write(`${added.error}\n`);
    return 1;
  }
  const args = [...added.args];
  const here = (): Promise<number> => runHere(line.name as string, args, place);
  if (command.place === "here") return here().catch((error: unknown) => failed(error, place));
  const { runWithCloud } = await import("./background/run-with-cloud.ts");
  return runWithCloud(line.name, args, place, command.place, here);
}

/** A command that could not go on. Its stack is for those who ask for it. */
function failed(error: unknown, terminal: Terminal): number {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  terminal.stderr.write(`Error: ${message}\n`);
  if (terminal.environment["TERRARIUM_DEBUG"]) terminal.stderr.write(`${stack}\n`);
  return 1;
}

/** Runs a command by name in this process, on this terminal; the folder's server does so on behalf of its clients. */
export async function runHere(name: string, args: readonly string[], terminal: Terminal): Promise<number> {
  const command = COMMANDS[name];
  if (!command) throw new Error(`No command ${name}`);
  try {
    return await (await command.load())(args, terminal);
  } finally {
    endCommand(terminal);
  }
}

interface CommandLine {
  readonly name: string | undefined;
  readonly args: readonly string[];
  readonly directory: string | undefined;
  readonly version: boolean;
  readonly help: boolean;
  /** What makes the line impossible. */
  readonly mistake: string | undefined;
}

// Terraform's global options stand before the command: -chdir=DIR, -help, -version.
function splitCommandLine(argv: readonly string[]): CommandLine {
  const first = argv.findIndex((arg) => !arg.startsWith("-"));
  const at = first === -1 ? argv.length : first;
  const options = argv.slice(0, at).map((arg) => arg.replace(/^--?/, ""));
  const version = options.some((option) => option === "version" || option === "v");
  const help = options.some((option) => option === "help" || option === "h");
  const directory = options.find((option) => option.startsWith("chdir="))?.slice("chdir=".length);
  const others = argv.slice(0, at).filter((_, i) => !GLOBAL_OPTION.test(options[i] as string));
  if (options.includes("chdir")) return { ...NOTHING, mistake: CHDIR_WITHOUT_DIRECTORY };
  if (version && !help) return { ...NOTHING, version, args: [...others, ...argv.slice(at)] };
  if (others.length > 0) return { ...NOTHING, mistake: argv[at] === undefined ? undefined : MISPLACED_FLAGS };
  return { ...NOTHING, name: argv[at], args: argv.slice(at + 1), directory, help };
}

const GLOBAL_OPTION = /^(chdir=.*|version|v|help|h)$/s;

const NOTHING: CommandLine = {
  name: undefined,
  args: [],
  directory: undefined,
  version: false,
  help: false,
  mistake: undefined,
};

const CHDIR_WITHOUT_DIRECTORY =
  "Invalid -chdir option: must include an equals sign followed by a directory path, like -chdir=example";

const MISPLACED_FLAGS =
  "Invalid flags before the subcommand. If these flags are for\nthe subcommand, please put them after the subcommand.";

async function changeDirectory(terminal: Terminal, directory: string): Promise<Terminal | undefined> {
  const { statSync } = await import("node:fs");
  const path = isAbsolute(directory) ? directory : resolve(terminal.directory, directory);
  try {
    if (!statSync(path).isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOTDIR" ? "not a directory" : "no such file or directory";
    // Terraform's words for -chdir to a folder that is not there.
    terminal.stderr.write(`Error handling -chdir option: chdir ${directory}: ${reason}\n`);
    return undefined;
  }
  return { ...terminal, directory: path };
}
