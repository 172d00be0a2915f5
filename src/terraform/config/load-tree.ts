/** Loads a configuration: the root module and every module it calls, from where `init` installed them. */
import { join, resolve } from "node:path";
import { type Diagnostic, type Diagnostics, errorAt, hasErrors, warningAt } from "../../hcl/diagnostic.ts";
import { type ModulePath, printModulePath } from "../addresses/module.ts";
import type { Sources } from "../diagnostics/sources.ts";
import { compareUtf8 } from "../lang/type.ts";
import { type ModuleManifest, manifestKey, readManifest } from "../modules/manifest.ts";
import { checkProviderPassing } from "./check-provider-passing.ts";
import { checkRequiredVersions } from "./check-required-version.ts";
import { loadDirectory } from "./load-directory.ts";
import type { Module, ModuleCall, ModuleTree } from "./module.ts";
import { printModuleSource } from "./module-source.ts";
import { parseVersion } from "./version.ts";
import { meetsTerms } from "./version-constraint.ts";

export interface LoadedConfiguration {
  /** Undefined when the root module could not be read at all. */
  readonly tree: ModuleTree | undefined;
  readonly diagnostics: Diagnostics;
}

/** How the module of a call is found: the installer installs on the way, the loader looks into the manifest. */
export type FindModule = (request: ModuleRequest, diagnostics: Diagnostic[]) => FoundModule | undefined;

export interface ModuleRequest {
  readonly path: ModulePath;
  readonly call: ModuleCall;
}

export interface FoundModule {
  readonly module: Module;
  readonly version?: string;
}

export interface LoadOptions {
  /** Absolute: the working directory, which is the root module's unless `root` says otherwise. */
  readonly directory: string;
  /** Relative to `directory`, or absolute where diagnostics are to name the root's files so. */
  readonly root?: string;
  /** Absolute: `.terraform`, or what TF_DATA_DIR says. */
  readonly dataDirectory: string;
  readonly sources: Sources;
  /** Files of the root module that may lie elsewhere, relative to it. */
  readonly further?: readonly string[];
}

export function loadConfiguration(options: LoadOptions): LoadedConfiguration {
  const { tree: root, diagnostics: ofRoot } = loadRootModule(options);
  // Of a broken root neither the modules below nor what it requires are looked at.
  if (!root || hasErrors(ofRoot)) return { tree: root, diagnostics: ofRoot };
  const diagnostics = [...ofRoot];
  const tree = buildTree(root.module, fromManifest(readManifest(options.dataDirectory), options), diagnostics);
  return { tree, diagnostics };
}

/** The root module alone: it says which backend there is. What it calls and requires is not looked at. */
export function loadRootModule(options: LoadOptions): LoadedConfiguration {
  const { directory, root = ".", sources } = options;
  const diagnostics: Diagnostic[] = [];
  const { further = [] } = options;
  const module = loadDirectory(resolve(directory, root), root, sources, diagnostics, { further });
  const tree = module && { path: [], parent: undefined, children: new Map(), module };
  return { tree, diagnostics };
}

/** Finds modules that are installed already. */
export function fromManifest(manifest: ModuleManifest, { directory, sources }: LoadOptions): FindModule {
  const parsed = new Set<string>();
  return ({ path, call }, diagnostics) => {
    const refuse = (subject: ModuleCall["range"], summary: string, detail: string): undefined => {
      diagnostics.push(errorAt(subject, summary, `${detail} ${RUN_INIT}`));
      return undefined;
    };
    const entry = manifest.get(manifestKey(path));
    if (!entry) return refuse(call.range, "Module not installed", "This module is not yet installed.");
    const { source, version: constraint, sourceRange = call.range } = call;
    if (source && printModuleSource(source) !== entry.source) {
      return refuse(
        sourceRange,
        "Module source has changed",
        "The source address was changed since this module was installed.",
      );
    }
    const version = entry.version === undefined ? undefined : parseVersion(entry.version);
    if (constraint && !(version && meetsTerms(version, constraint.terms))) {
      const which = entry.version === undefined ? "" : ` (${entry.version})`;
      return refuse(
        sourceRange,
        "Module version requirements have changed",
        `The version requirements have changed since this module was installed and the installed version${which} is no longer acceptable.`,
      );
    }
    const problems: Diagnostic[] = [];
    // An entry without a directory is of a module that could not be found when it was to be installed.
    const folder = entry.directory === "" ? undefined : join(directory, entry.directory);
    const module = folder && loadDirectory(folder, entry.directory, sources, problems, { parsed });
    if (!module) {
      return refuse(
        call.range,
        "Module not installed",
        `This module's local cache directory ${entry.directory} could not be read.`,
      );
    }
    diagnostics.push(...problems);
    return { module, ...(entry.version === undefined ? {} : { version: entry.version }) };
  };
}

const RUN_INIT = 'Run "terraform init" to install all modules required by this configuration.';

/** Builds the tree below a root module. */
export function buildTree(root: Module, find: FindModule, diagnostics: Diagnostic[]): ModuleTree {
  const children = new Map<string, ModuleTree>();
  const tree: ModuleTree = { path: [], parent: undefined, children, module: root };
  checkRequiredVersions(tree, diagnostics);
  addChildren(tree, children, find, diagnostics);
  checkProviderPassing(tree, diagnostics);
  return tree;
}

function addChildren(
  parent: ModuleTree,
  children: Map<string, ModuleTree>,
  find: FindModule,
  diagnostics: Diagnostic[],
): void {
  const calls = [...parent.module.calls.values()].sort((a, b) => compareUtf8(a.name, b.name));
  for (const call of calls) {
    if (!call.source) continue;
    const path = [...parent.path, call.name];
    const found = find({ path, call }, diagnostics);
    if (!found) continue;
    const grandchildren = new Map<string, ModuleTree>();
    const version = found.version === undefined ? {} : { version: found.version };
    const child = { path, parent, children: grandchildren, module: found.module, call, ...version };
    children.set(call.name, child);
    checkRequiredVersions(child, diagnostics);
    checkChildModule(child, diagnostics);
    addChildren(child, grandchildren, find, diagnostics);
  }
}

/** What only the root module may have. */
function checkChildModule({ module, path }: ModuleTree, diagnostics: Diagnostic[]): void {
  const { backend, cloud, imports } = module;
  const convenience =
    "This is a warning rather than an error because it's sometimes convenient to temporarily call a root module as a child module for testing purposes";
  if (backend) {
    const detail = `Any selected backend applies to the entire configuration, so Terraform expects provider configurations only in the root module.\n\n${convenience}, but this backend configuration block will have no effect.`;
    diagnostics.push(warningAt(backend.range, "Backend configuration ignored", detail));
  }
  if (cloud) {
    const detail = `A cloud configuration block in a child module does not affect the root module. Only a root module's cloud configuration block is used.\n\n${convenience}, but this cloud configuration block will have no effect.`;
    diagnostics.push(warningAt(cloud.range, "Cloud configuration ignored", detail));
  }
  const [first] = imports;
  if (first) {
    const detail = `An import block was detected in "${printModulePath(path)}". Import blocks are only allowed in the root module.`;
    diagnostics.push(errorAt(first.range, "Invalid import configuration", detail));
  }
}
