/** The backend step of `init`: which state file the folder uses from now on, and whether its state moves along. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { parseFile } from "../../hcl/parse.ts";
import type { SourceRange } from "../../hcl/source.ts";
import type { Module } from "../../terraform/config/module.ts";
import type { Sources } from "../../terraform/diagnostics/sources.ts";
import { evaluateConstant } from "../../terraform/lang/evaluate.ts";
import {
  backendChange,
  backendSetAside,
  checkBackendType,
  cloudSetAside,
  configInForce,
  decodeLocalBackend,
  forgetBackend,
  type LocalBackendConfig,
  noteBackend,
  readNotedBackend,
} from "../../terraform/modules/backend.ts";
import type { Terminal } from "../command.ts";
import { dataDirectory } from "../working-directory.ts";
import type { InitFlags } from "./flags.ts";
import type { InitOutput } from "./output.ts";

const DEFAULT_STATE = "terraform.tfstate";

const CONFIGURED = `
Successfully configured the backend "local"! Terraform will automatically
use this backend unless the backend configuration changes.`;

export async function initBackend(
  { backend, cloud }: Module,
  { values: flags }: InitFlags,
  terminal: Terminal,
  output: InitOutput,
  sources: Sources,
  diagnostics: Diagnostic[],
): Promise<void> {
  output.message("initializing_backend_message");
  const folder = dataDirectory(terminal);
  // Setting up anew means that nothing has been set up before.
  const noted = flags.reconfigure ? undefined : readNotedBackend(folder);
  // These lines are written as they are, whatever the output is otherwise.
  const log = (text: string): void => terminal.stdout.write(`${text}\n`);
  const overrides = backend ? backendArguments(flags["backend-config"] ?? [], terminal, sources, diagnostics) : [];
  if (!backend && (flags["backend-config"] ?? []).length > 0) diagnostics.push(MISSING_BACKEND);
  if (cloud) diagnostics.push(cloudSetAside(cloud));
  let config: LocalBackendConfig | undefined;
  let block: LocalBackendConfig | undefined;
  if (backend) {
    if (!checkBackendType(backend, diagnostics)) return;
    if (backend.type === "local") {
      block = decodeLocalBackend(backend, {}, []);
      diagnostics.push(...unexpected(overrides));
      config = decodeLocalBackend(backend, textsOf(overrides), diagnostics);
      if (config && overrides.length === 0) config = configInForce(noted, config);
    } else diagnostics.push(backendSetAside(backend));
    if (hasErrors(diagnostics)) return;
  }
  const change = backendChange(noted, config);
  if (change === undefined) return;
  const migrate = flags["migrate-state"] === true || flags["force-copy"] === true;
  if (noted && !migrate) {
    diagnostics.push(CHANGED);
    return;
  }
  if (noted) {
    log(
      config
        ? BACKEND_CHANGED
        : `Terraform has detected you're unconfiguring your previously set "${noted.type}" backend.`,
    );
  }
  const from = resolve(terminal.directory, textOf(noted?.config["path"]) ?? DEFAULT_STATE);
  const to = resolve(terminal.directory, config?.path ?? DEFAULT_STATE);
  // The state of a folder without a backend is emptied when it has moved; that of a backend stays where it was.
  if (!(await migrateState({ from, to, empties: !noted }, flags, terminal, log, diagnostics))) return;
  if (config) {
    noteBackend(folder, "local", config, block ?? config);
    log(CONFIGURED);
  } else {
    forgetBackend(folder);
    log(`\n\nSuccessfully unset the backend "${noted?.type ?? "local"}". Terraform will now operate locally.`);
  }
}

const CHANGED: Diagnostic = {
  severity: "error",
  summary: "Backend configuration changed",
  detail:
    'A change in the backend configuration has been detected, which may require migrating existing state.\n\nIf you wish to attempt automatic migration of the state, use "terraform init -migrate-state".\nIf you wish to store the current configuration with no changes to the state, use "terraform init -reconfigure".',
};

const BACKEND_CHANGED = `Backend configuration changed!

Terraform has detected that the configuration specified for the backend
has changed. Terraform will now check for existing state in the backends.
`;

const MISSING_BACKEND: Diagnostic = {
  severity: "warning",
  summary: "Missing backend configuration",
  detail: `-backend-config was used without a "backend" block in the configuration.

If you intended to override the default local backend configuration,
no action is required, but you may add an explicit backend block to your
configuration to clear this warning:

terraform {
  backend "local" {}
}

However, if you intended to override a defined backend, please verify that
the backend configuration is present and valid.
`,
};

/** An argument from `-backend-config`; from a file it has a place. */
interface BackendArgument {
  readonly name: string;
  readonly text: string;
  readonly range?: SourceRange;
}

const textsOf = (all: readonly BackendArgument[]): Record<string, string> =>
  Object.fromEntries(all.map(({ name, text }) => [name, text]));

const isLocalArgument = (name: string): boolean => name === "path" || name === "workspace_dir";

/** Arguments that the `local` backend does not have. */
const unexpected = (all: readonly BackendArgument[]): Diagnostic[] =>
  all
    .filter(({ name }) => !isLocalArgument(name))
    .map(({ name, range }) =>
      range
        ? errorAt(range, "Unsupported argument", `An argument named ${JSON.stringify(name)} is not expected here.`)
        : {
            severity: "error",
            summary: "Invalid backend configuration argument",
            detail: `The backend configuration argument ${JSON.stringify(name)} given on the command line is not expected for the selected backend type.`,
          },
    );

/** `NAME=VALUE` pairs and files of them, later ones over earlier ones. */
function backendArguments(
  given: readonly string[],
  { directory }: Terminal,
  sources: Sources,
  diagnostics: Diagnostic[],
): BackendArgument[] {
  const all: BackendArgument[] = [];
  for (const item of given) {
    const equals = item.indexOf("=");
    if (equals !== -1) {
      all.push({ name: item.slice(0, equals), text: item.slice(equals + 1) });
      continue;
    }
    let text: string;
    try {
      text = readFileSync(resolve(directory, item), "utf8");
    } catch {
      diagnostics.push({
        severity: "error",
        summary: "Failed to read file",
        detail: `The file "${item}" could not be read.`,
      });
      continue;
    }
    const { file, diagnostics: problems } = parseFile(item, text);
    sources.add(file);
    diagnostics.push(...problems);
    for (const { name, nameRange, expression } of file.body.attributes.values()) {
      const { content } = evaluateConstant(expression, diagnostics);
      const text = textOf(content);
      if (text !== undefined || !isLocalArgument(name)) all.push({ name, text: text ?? "", range: nameRange });
    }
  }
  return all;
}

/** Whether `init` may go on. */
async function migrateState(
  { from, to, empties }: { readonly from: string; readonly to: string; readonly empties: boolean },
  flags: InitFlags["values"],
  terminal: Terminal,
  log: (text: string) => void,
  diagnostics: Diagnostic[],
): Promise<boolean> {
  const state = readState(from);
  if (from === to || state === undefined || isEmptyState(state)) return true;
  const exists = !isEmptyState(readState(to) ?? "");
  if (!flags["force-copy"]) {
    if (flags.input === false) {
      diagnostics.push({
        severity: "error",
        summary: "Can't ask approval for state migration when interactive input is disabled.",
        detail: 'Please remove the "-input=false" option and try again.\n\n',
      });
      return false;
    }
    log(exists ? COPY_OVER : COPY_NEW);
    terminal.stdout.write("\n  Enter a value: ");
    const answer = await terminal.readLine();
    if (answer === undefined) {
      diagnostics.push({ severity: "error", summary: "Error asking for confirmation: EOF", detail: "" });
      return false;
    }
    log("");
    if (answer.trim() !== "yes") {
      if (empties) emptyState(from);
      return true;
    }
  }
  copyState(from, to);
  if (empties) emptyState(from);
  return true;
}

const COPY_NEW = `Do you want to copy existing state to the new backend?
  Pre-existing state was found while migrating the previous "local" backend to the
  newly configured "local" backend. No existing state was found in the newly
  configured "local" backend. Do you want to copy this state to the new "local"
  backend? Enter "yes" to copy and "no" to start with an empty state.`;

const COPY_OVER = `Do you want to copy existing state to the new backend?
  Pre-existing state was found while migrating the previous "local" backend to the
  newly configured "local" backend. An existing non-empty state already exists in
  the new backend. The two states have been saved to temporary files that will be
  removed after responding to this query.

  Do you want to overwrite the state in the new backend with the previous state?
  Enter "yes" to copy and "no" to start with the existing state in the newly
  configured "local" backend.`;

function readState(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function isEmptyState(text: string): boolean {
  if (text.trim() === "") return true;
  try {
    const { resources, outputs } = JSON.parse(text) as { resources?: unknown[]; outputs?: object };
    return (resources?.length ?? 0) === 0 && Object.keys(outputs ?? {}).length === 0;
  } catch {
    return false;
  }
}

function copyState(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (existsSync(to)) copyFileSync(to, `${to}.backup`);
  copyFileSync(from, to);
}

/** The old file stays, empty, with its content beside it; whether or not the state moved along, as in Terraform. */
function emptyState(path: string): void {
  copyFileSync(path, `${path}.backup`);
  writeFileSync(path, "");
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
