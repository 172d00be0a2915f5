/** `workspace`: several states of one configuration. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { compareUtf8 } from "../../terraform/lang/type.ts";
import { parseStateFile } from "../../terraform/state/state-file.ts";
import { StateStore } from "../../terraform/state/state-store.ts";
import type { Command, Terminal } from "../command.ts";
import { usageText } from "../command-help.ts";
import { parseFlags } from "../flags.ts";
import { isHelpFlag } from "../help-flag.ts";
import { describeProblems } from "../operation/locked-state.ts";
import { findState } from "../operation/open-for-reading.ts";
import { type StateLocation, stateLocation, usesCloud } from "../operation/state-location.ts";
import { backendOf, isWorkspaceName } from "../operation/workspace-root.ts";
import { createView, showOldFlagError, TOO_MANY_ARGUMENTS, type View } from "../view.ts";
import { currentWorkspace, dataDirectory } from "../working-directory.ts";

const FLAGS = {
  force: "boolean",
  lock: "boolean",
  "lock-timeout": "duration",
  "or-create": "boolean",
  state: "string",
  "no-color": "boolean",
} as const;

/** Those that the others do not know. */
const FLAGS_OF: Readonly<Record<string, readonly (keyof typeof FLAGS)[]>> = {
  delete: ["force", "lock", "lock-timeout"],
  new: ["lock", "lock-timeout", "state"],
  select: ["or-create"],
};

interface Context {
  readonly terminal: Terminal;
  readonly view: View;
  readonly flags: ReturnType<typeof parseFlags<typeof FLAGS>>["values"];
  readonly rest: readonly string[];
  readonly current: string;
  locate(name: string): StateLocation;
}

export const workspace: Command = async (args, terminal) => {
  const [name, ...others] = args;
  const { values: flags, occurrences, rest, error: mistake } = parseFlags(others, FLAGS);
  const known = FLAGS_OF[name ?? ""] ?? [];
  const foreign = occurrences.find((flag) => flag.name !== "no-color" && !known.some((other) => other === flag.name));
  const error = mistake ?? (foreign && `flag provided but not defined: -${foreign.name}`);
  const view = createView(terminal, { noColor: flags["no-color"] });
  const run = name !== undefined && Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!run) {
    view.out(
      "Usage: terrarium [global options] workspace\n\n  new, list, show, select and delete Terraform workspaces.\n",
    );
    return args.some(isHelpFlag) ? 0 : 1;
  }
  if (error !== undefined) {
    showOldFlagError(view, `workspace ${name}`, error);
    return 1;
  }
  if (name === "show") {
    const given = terminal.environment["TF_WORKSPACE"];
    if (given && !isWorkspaceName(given)) {
      view.error("Error selecting workspace: Invalid workspace name set using TF_WORKSPACE\n");
      return 1;
    }
    view.out(`${currentWorkspace(terminal)}\n`);
    return 0;
  }
  const found = findState(terminal, view);
  if (!found) return 1;
  return run({
    terminal,
    view,
    flags,
    rest,
    current: found.workspace,
    locate: (other) => locationOf(terminal, found.tree, other),
  });
};

function locationOf(terminal: Terminal, tree: ModuleTree | undefined, name: string): StateLocation {
  const problems: Diagnostic[] = [];
  const backend = tree && backendOf(terminal, tree, problems);
  return stateLocation(terminal.directory, name, backend, tree !== undefined && usesCloud(tree));
}

/** All workspaces there are, the default one first. */
function names({ locate }: Pick<Context, "locate">): readonly string[] {
  const folder = dirname(dirname(locate("x").path));
  let found: string[] = [];
  try {
    found = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    // No workspace has been made yet.
  }
  return ["default", ...found.filter((name) => name !== "default").sort(compareUtf8)];
}

const note = ({ terminal }: Context, name: string): void => {
  const folder = dataDirectory(terminal);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "environment"), name);
};

const OVERRIDDEN = `
The selected workspace is currently overridden using the TF_WORKSPACE
environment variable.

To select a new workspace, either update this environment variable or unset
it and then run this command again.
`;

const NOT_CREATED = `
The workspace is currently overridden using the TF_WORKSPACE environment
variable. You cannot create a new workspace when using this setting.

To create a new workspace, either unset this environment variable or update it
to match the workspace name you are trying to create, and then run this command
again.
`;

const invalidName = (name: string): string =>
  `\nThe workspace name ${JSON.stringify(name)} is not allowed. The name must contain only URL safe\ncharacters, and no path separators.\n\n`;

function wantsName({ view, rest }: Context, command: string): string | undefined {
  const [name] = rest;
  if (rest.length === 1 && name !== undefined) return name;
  view.error("Expected a single argument: NAME.\n\n");
  view.out(usageText(`workspace ${command}`));
  return undefined;
}

const SUBCOMMANDS: Readonly<Record<string, (context: Context) => number>> = {
  show: () => 0,
  list(context) {
    const { view, rest, current, terminal } = context;
    if (rest.length > 0) {
      view.error(TOO_MANY_ARGUMENTS);
      return 1;
    }
    const all = names(context);
    for (const name of all) view.out(`${name === current ? "* " : "  "}${name}\n`);
    view.out("\n");
    if (terminal.environment["TF_WORKSPACE"]) {
      view.out("\n\nThe active workspace is being overridden using the TF_WORKSPACE environment\nvariable.\n\n");
    }
    return 0;
  },
  new(context) {
    const { view, terminal, flags } = context;
    const name = wantsName(context, "new");
    if (name === undefined) return 1;
    // An empty name is taken, and selects the default workspace.
    if (name !== "" && !isWorkspaceName(name)) {
      view.error(`${invalidName(name)}\n`);
      return 1;
    }
    const overriding = terminal.environment["TF_WORKSPACE"];
    if (overriding && overriding !== name) {
      view.error(`${NOT_CREATED}\n`);
      return 1;
    }
    if (names(context).includes(name)) {
      view.error(`Workspace ${JSON.stringify(name)} already exists\n`);
      return 1;
    }
    const location = context.locate(name);
    if (name !== "") mkdirSync(dirname(location.path), { recursive: true });
    note(context, name);
    view.out(
      `Created and switched to workspace ${JSON.stringify(name)}!\n\nYou're now on a new, empty workspace. Workspaces isolate their state,\nso if you run "terraform plan" Terraform will not see any existing state\nfor this configuration.\n`,
    );
    if (flags.state !== undefined) {
      let text: string;
      try {
        text = readFileSync(resolve(terminal.directory, flags.state), "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        view.error(`open ${flags.state}: no such file or directory\n`);
        return 1;
      }
      const { file, diagnostics } = parseStateFile(text);
      if (!file) {
        view.error(`${describeProblems(diagnostics)}\n`);
        return 1;
      }
      new StateStore(location).put({ ...file, serial: 1, lineage: randomUUID() });
    }
    return 0;
  },
  select(context) {
    const { view, terminal, current, flags } = context;
    const name = wantsName(context, "select");
    if (name === undefined) return 1;
    if (terminal.environment["TF_WORKSPACE"]) {
      view.error(`${OVERRIDDEN}\n`);
      return 1;
    }
    if (name !== "" && !isWorkspaceName(name)) {
      view.error(`${invalidName(name)}\n`);
      return 1;
    }
    if (name === current) return 0;
    if (!names(context).includes(name)) {
      if (flags["or-create"]) return SUBCOMMANDS["new"]?.(context) ?? 1;
      view.error(
        `\nWorkspace ${JSON.stringify(name)} doesn't exist.\n\nYou can create this workspace with the "new" subcommand \nor include the "-or-create" flag with the "select" subcommand.\n`,
      );
      return 1;
    }
    note(context, name);
    view.out(`Switched to workspace ${JSON.stringify(name)}.\n`);
    return 0;
  },
  delete(context) {
    const { view, current, flags } = context;
    const name = wantsName(context, "delete");
    if (name === undefined) return 1;
    if (!names(context).includes(name)) {
      view.error(
        `Workspace ${JSON.stringify(name)} doesn't exist.\n\nYou can create this workspace with the "new" subcommand \nor include the "-or-create" flag with the "select" subcommand.\n`,
      );
      return 1;
    }
    if (name === current) {
      view.error(
        `Workspace ${JSON.stringify(name)} is your active workspace.\n\nYou cannot delete the currently active workspace. Please switch\nto another workspace and try again.\n`,
      );
      return 1;
    }
    if (name === "default") {
      view.error("cannot delete default state\n");
      return 1;
    }
    const location = context.locate(name);
    const { state } = new StateStore(location).read();
    const nonEmpty = state.resources.size > 0;
    if (nonEmpty && !flags.force) {
      const list = [...state.resources.keys()].map((resource) => `  - ${resource}`).join("\n");
      view.diagnostics([
        {
          severity: "error",
          summary: "Workspace is not empty",
          detail: `Workspace ${JSON.stringify(name)} is currently tracking the following resource instances:\n${list}\n\nDeleting this workspace would cause Terraform to lose track of any associated remote objects, which would then require you to delete them manually outside of Terraform. You should destroy these objects with Terraform before deleting the workspace.\n\nIf you want to delete this workspace anyway, and have Terraform forget about these managed objects, use the -force option to disable this safety check.`,
        },
      ]);
      return 1;
    }
    if (existsSync(dirname(location.path))) rmSync(dirname(location.path), { recursive: true });
    view.out(`Deleted workspace ${JSON.stringify(name)}!\n`);
    if (nonEmpty) {
      view.out(
        `WARNING: ${JSON.stringify(name)} was non-empty.\nThe resources managed by the deleted workspace may still exist,\nbut are no longer manageable by Terraform since the state has\nbeen deleted.\n\n`,
      );
    }
    return 0;
  },
};
