/** What `terrarium COMMAND -help` prints, and the usage that commands print beside a mistake in their arguments. */
import { isHelpFlag } from "./help-flag.ts";

interface Help {
  /** Arguments after the command's name. */
  readonly synopsis: string;
  readonly text: string;
  readonly options: readonly (keyof typeof OPTIONS)[];
}

const OPTIONS = {
  "-allow-missing": "Succeed although there is no such object.",
  "-auto-approve": "Do not ask before anything is changed.",
  "-backend=false": "Leave the backend as it was set up before.",
  "-backup=path": "Where the state before this command is kept; - for nowhere.",
  "-check": "Change nothing; exit with 3 when a file is not in standard form.",
  "-compact-warnings": "Show warnings without their details.",
  "-destroy": "Plan to destroy everything.",
  "-detailed-exitcode": "Exit with 2 when there are changes, 0 when there are none.",
  "-diff": "Show what changes.",
  "-draw-cycles": "Mark cycles.",
  "-dry-run": "Only say what would be done.",
  "-force": "Leave out the safety checks.",
  "-generate-config-out=path": "Write blocks for imported resources that have none to a new file.",
  "-id=id": "Only instances with this id.",
  "-input=false": "Never ask for variables.",
  "-json": "Print JSON.",
  "-list=false": "Do not list the files.",
  "-lock=false": "Do not lock the state.",
  "-lock-timeout=0s": "How long to wait for another command's lock.",
  "-lockfile=readonly": "Refuse changes of the dependency lock file.",
  "-no-color": "Print without colours.",
  "-or-create": "Make the workspace when it does not exist.",
  "-out=path": "Save the plan for a later apply.",
  "-parallelism=n": "How many objects are worked on at once (10).",
  "-plan=path": "Draw the graph of a saved plan.",
  "-plugin-dir=dir": "Where providers lie that are not built in.",
  "-raw": "Print a single string as it is.",
  "-reconfigure": "Set the backend up anew.",
  "-recursive": "Also format the folders below.",
  "-refresh-only": "Only bring the state in line with the real objects.",
  "-refresh=false": "Plan with the state as it is.",
  "-replace=address": "Replace this object; may be repeated.",
  "-state=path": "Use this state file.",
  "-target=address": "Only this resource and what it needs; may be repeated.",
  "-terraform": "Also for an unmodified terraform.",
  "-type=type": "plan, plan-refresh-only, plan-destroy or apply.",
  "-update": "Look for newer versions of installed modules.",
  "-upgrade": "Look for newer versions of modules and providers.",
  "-var 'name=value'": "Set a variable; may be repeated.",
  "-var-file=path": "Set variables from a file; may be repeated.",
  "-write=false": "Do not change the files.",
} as const;

const VARIABLES = ["-var 'name=value'", "-var-file=path"] as const;
const LOCKING = ["-lock=false", "-lock-timeout=0s"] as const;
const PLANNING = [
  "-compact-warnings",
  "-destroy",
  "-input=false",
  "-json",
  ...LOCKING,
  "-no-color",
  "-parallelism=n",
  "-refresh-only",
  "-refresh=false",
  "-replace=address",
  "-target=address",
  ...VARIABLES,
] as const;
const STATE_CHANGE = ["-backup=path", ...LOCKING, "-state=path"] as const;

const help = (synopsis: string, text: string, options: Help["options"] = []): Help => ({ synopsis, text, options });

const COMMANDS: Readonly<Record<string, Help>> = {
  apply: help("[options] [PLAN]", "Carries out what the configuration asks for, or a saved plan.", [
    "-auto-approve",
    ...PLANNING,
    "-backup=path",
    "-state=path",
  ]),
  console: help("[options]", "Evaluates expressions against the configuration and its state.", [
    "-state=path",
    ...VARIABLES,
  ]),
  destroy: help("[options]", "Destroys everything that the configuration has made.", ["-auto-approve", ...PLANNING]),
  doctor: help("", "Shows what this machine has for functions and clients, and what is without effect here."),
  env: help("[options]", "Prints the variables that point clients at this folder's cloud: eval $(terrarium env).", [
    "-json",
    "-terraform",
  ]),
  fmt: help("[options] [target...]", "Brings configuration files into standard form.", [
    "-list=false",
    "-write=false",
    "-diff",
    "-check",
    "-no-color",
    "-recursive",
  ]),
  "force-unlock": help("LOCK_ID", "Takes a lock away that a command has left behind.", ["-force"]),
  get: help("[options]", "Installs the modules that the configuration calls.", ["-update", "-no-color"]),
  graph: help("[options]", "Draws dependencies as Graphviz text.", ["-plan=path", "-draw-cycles", "-type=type"]),
  import: help("[options] ADDR ID", "Takes an existing object into the state.", [
    "-input=false",
    ...LOCKING,
    "-no-color",
    "-state=path",
    ...VARIABLES,
  ]),
  init: help("[options]", "Prepares a folder: backend, modules, providers.", [
    "-backend=false",
    "-input=false",
    "-json",
    "-lockfile=readonly",
    "-no-color",
    "-plugin-dir=dir",
    "-reconfigure",
    "-upgrade",
  ]),
  login: help("[hostname]", "Finds out whether a host, app.terraform.io by default, offers tokens."),
  logout: help("[hostname]", "Removes the stored token of a host, app.terraform.io by default."),
  metadata: help("<subcommand> [options] [args]", "Tells tools about the language; its subcommand is functions."),
  "metadata functions": help("-json", "Prints the signatures of the language's functions."),
  modules: help("[options]", "Lists the modules that the configuration calls.", ["-json"]),
  output: help("[options] [NAME]", "Shows output values of the state.", ["-json", "-no-color", "-raw", "-state=path"]),
  plan: help("[options]", "Shows what applying would change.", [
    "-detailed-exitcode",
    "-generate-config-out=path",
    "-out=path",
    ...PLANNING,
    "-state=path",
  ]),
  providers: help("[options] [DIR]", "Shows which modules need which providers."),
  "providers lock": help("[options] [providers...]", "Writes the dependency lock file."),
  "providers mirror": help("[options] <target-dir>", "Copies the needed providers into a folder."),
  "providers schema": help("-json", "Prints the schemas of the needed providers."),
  refresh: help("[options]", "Brings the state in line with the real objects.", [
    "-compact-warnings",
    "-input=false",
    "-json",
    ...LOCKING,
    "-no-color",
    "-parallelism=n",
    "-target=address",
    ...VARIABLES,
  ]),
  show: help("[options] [path]", "Shows the state, or a saved plan or state file.", ["-json", "-no-color"]),
  "state list": help("[options] [address...]", "Lists the instances in the state.", ["-id=id", "-state=path"]),
  "state mv": help("[options] SOURCE DESTINATION", "Gives instances, resources or modules another address.", [
    "-dry-run",
    ...STATE_CHANGE,
  ]),
  "state pull": help("[options]", "Prints the state file."),
  "state push": help("[options] PATH", "Stores a state file, or what comes in for -.", ["-force", ...LOCKING]),
  "state replace-provider": help(
    "[options] FROM_PROVIDER_FQN TO_PROVIDER_FQN",
    "Makes another provider responsible for the resources of one.",
    ["-auto-approve", ...STATE_CHANGE],
  ),
  "state rm": help("[options] ADDRESS...", "Forgets instances without destroying them.", ["-dry-run", ...STATE_CHANGE]),
  "state show": help("[options] ADDRESS", "Shows one instance in the state.", ["-state=path"]),
  status: help("[options]", "Shows where this folder's server runs, and with what.", ["-json"]),
  stop: help("", "Stops this folder's server."),
  taint: help("[options] <address>", "Marks an object to be replaced by the next apply.", [
    "-allow-missing",
    ...STATE_CHANGE,
  ]),
  test: help("[options]", "Runs the tests of .tftest.hcl files.", ["-json", "-no-color", ...VARIABLES]),
  untaint: help("[options] name", "Takes the mark of an object back.", ["-allow-missing", ...STATE_CHANGE]),
  validate: help("[options]", "Checks the configuration.", ["-json", "-no-color"]),
  version: help("[options]", "Shows the version.", ["-json"]),
  "workspace delete": help("[OPTIONS] NAME", "Deletes a workspace.", ["-force", ...LOCKING]),
  "workspace list": help("", "Lists the workspaces."),
  "workspace new": help("[OPTIONS] NAME", "Makes a workspace and selects it.", [...LOCKING, "-state=path"]),
  "workspace select": help("NAME", "Selects a workspace.", ["-or-create"]),
  "workspace show": help("", "Shows the selected workspace."),
};

export function usageText(command: string): string {
  const found = COMMANDS[command];
  if (!found) return `Usage: terrarium [global options] ${command}\n`;
  const head = `Usage: terrarium [global options] ${command} ${found.synopsis}`.trimEnd();
  const options = found.options.map((name) => `  ${name.padEnd(28)}${OPTIONS[name]}\n`);
  return `${head}\n\n  ${found.text}\n${options.length > 0 ? `\nOptions:\n\n${options.join("")}` : ""}`;
}

/** Commands whose options are not Terraform's say themselves how they are called. */
const OWN_USAGES: Readonly<Record<string, () => Promise<string>>> = {
  invoke: async () => (await import("./commands/invoke.ts")).USAGE,
  logs: async () => (await import("./commands/logs.ts")).USAGE,
  start: async () => (await import("./commands/start.ts")).USAGE,
};

/** What to print where the arguments ask for help; undefined where the command answers for itself. */
export async function helpText(name: string, args: readonly string[]): Promise<string | undefined> {
  const own = OWN_USAGES[name];
  if (own && asksForHelp(args)) return own();
  const topic = helpRequest(name, args);
  return topic === undefined ? undefined : usageText(topic);
}

/** The command that is asked about, where the arguments ask for help with one that has a text here. */
function helpRequest(name: string, args: readonly string[]): string | undefined {
  if (!asksForHelp(args)) return undefined;
  const [first = ""] = args;
  return [`${name} ${first}`, name].find((command) => Object.hasOwn(COMMANDS, command));
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? undefined : end).some(isHelpFlag);
}
