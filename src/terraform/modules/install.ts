/** Installs the modules that a configuration calls and records where they are: what `init` and `get` do. */

import { existsSync, realpathSync, rmSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { quoteGo } from "../../hcl/quote.ts";
import type { ModulePath } from "../addresses/module.ts";
import { checkRequiredVersions } from "../config/check-required-version.ts";
import { loadDirectory } from "../config/load-directory.ts";
import type { FoundModule, LoadOptions, ModuleRequest } from "../config/load-tree.ts";
import type { Module, ModuleCall, ModuleTree } from "../config/module.ts";
import {
  type LocalSource,
  parseModuleSource,
  printModuleSource,
  type RegistrySource,
  type RemoteSource,
} from "../config/module-source.ts";
import { compareVersions, parseVersion, printVersion, type Version } from "../config/version.ts";
import { meetsTerms } from "../config/version-constraint.ts";
import { compareUtf8 } from "../lang/type.ts";
import { fetchPackage } from "./fetch-package.ts";
import { type ManifestEntry, manifestKey, readManifest, writeManifest } from "./manifest.ts";
import { FetchError, type Network } from "./network.ts";
import { ModuleNotFound, packageName, RegistryClient, RegistryError } from "./registry-client.ts";

export interface InstallOptions extends LoadOptions {
  /** Fetch again what is there already, in the newest allowed version. */
  readonly upgrade: boolean;
  readonly network: Network;
  /** Told as it happens. */
  readonly progress: InstallProgress;
}

export interface InstallProgress {
  downloading(key: string, packageAddress: string, version: string | undefined): void;
  installed(key: string, directory: string): void;
}

/** The module of a run of a test, with the path it is installed under. */
export interface TestModuleCall {
  readonly path: ModulePath;
  readonly call: ModuleCall;
}

/** Installs everything below a root module, and the modules that its tests use. */
export async function installModules(
  root: Module,
  tests: readonly TestModuleCall[],
  options: InstallOptions,
  diagnostics: Diagnostic[],
): Promise<void> {
  const installer = new ModuleInstaller(options, diagnostics);
  await installer.install(root, tests);
  installer.finish();
}

class ModuleInstaller {
  readonly #options: InstallOptions;
  readonly #parsed = new Set<string>();
  readonly #diagnostics: Diagnostic[];
  readonly #manifest: Map<string, ManifestEntry>;
  readonly #needed = new Set<string>([""]);
  readonly #registry: RegistryClient;

  constructor(options: InstallOptions, diagnostics: Diagnostic[]) {
    this.#options = options;
    this.#diagnostics = diagnostics;
    this.#manifest = new Map(readManifest(options.dataDirectory));
    this.#manifest.set("", { key: "", source: "", directory: options.root ?? "." });
    this.#registry = new RegistryClient(options.network);
  }

  async install(module: Module, tests: readonly TestModuleCall[]): Promise<void> {
    const root: ModuleTree = { path: [], parent: undefined, children: new Map(), module };
    await this.#installCalls(root);
    for (const { path, call } of tests) await this.#installOne(root, path, call);
  }

  /** Forgets what is no longer called. */
  finish(): void {
    for (const key of this.#manifest.keys()) if (!this.#needed.has(key)) this.#manifest.delete(key);
    writeManifest(this.#options.dataDirectory, this.#manifest);
  }

  async #installCalls(parent: ModuleTree): Promise<void> {
    const calls = [...parent.module.calls.values()].sort((a, b) => compareUtf8(a.name, b.name));
    for (const call of calls) {
      await this.#installOne(parent, [...parent.path, call.name], call);
    }
  }

  async #installOne(parent: ModuleTree, path: ModulePath, call: ModuleCall): Promise<void> {
    if (!call.source) return;
    this.#needed.add(manifestKey(path));
    const found = await this.#installCall({ path, call }, parent);
    if (!found) return;
    const child = { path, parent, children: new Map(), module: found.module, call };
    checkRequiredVersions(child, this.#diagnostics);
    await this.#installCalls(child);
  }

  async #installCall(request: ModuleRequest, parent: ModuleTree): Promise<FoundModule | undefined> {
    const { call, path } = request;
    const key = manifestKey(path);
    const entry = this.#manifest.get(key);
    if (entry && !this.#options.upgrade && isCurrent(entry, call)) {
      const module = this.#load(entry.directory);
      if (module) return { module, ...(entry.version === undefined ? {} : { version: entry.version }) };
    }
    this.#forget(key);
    const { source } = call;
    switch (source?.kind) {
      case "local":
        return this.#installLocal(request.call, parent, key, source);
      case "registry":
        return this.#installFromRegistry(request, key, source);
      case "remote":
        return this.#installRemote(request, key, source);
      default:
        return undefined;
    }
  }

  /** A module that is replaced takes everything below it along. */
  #forget(key: string): void {
    for (const other of this.#manifest.keys()) {
      if (other === key || other.startsWith(`${key}.`)) this.#manifest.delete(other);
    }
    rmSync(this.#packagePath(key), { recursive: true, force: true });
  }

  #packagePath(key: string): string {
    return join(this.#options.dataDirectory, "modules", key);
  }

  /** `directory` is relative to the working directory. */
  #load(directory: string): Module | undefined {
    const path = join(this.#options.directory, directory);
    if (directory === "" || !isDirectory(path)) return undefined;
    return loadDirectory(path, directory, this.#options.sources, this.#diagnostics, { parsed: this.#parsed });
  }

  #installLocal(call: ModuleCall, parent: ModuleTree, key: string, source: LocalSource): FoundModule | undefined {
    if (call.version) {
      const detail = `Cannot apply a version constraint to module "${call.name}" (at ${place(call)}) because it has a relative local path.`;
      this.#diagnostics.push(errorAt(call.range, "Invalid version constraint", detail));
    }
    const parentDirectory = this.#manifest.get(manifestKey(parent.path))?.directory ?? parent.module.directory;
    const wanted = join(parentDirectory, source.path).replace(/(?<=.)\/$/, "");
    let directory = "";
    try {
      const real = realpathSync(join(this.#options.directory, wanted));
      directory = relative(realpathSync(this.#options.directory), real) || ".";
    } catch {
      this.#fail(
        "Unreadable module directory",
        `Unable to evaluate directory symlink: lstat ${wanted}: no such file or directory`,
      );
    }
    const module = this.#load(directory);
    if (!module) {
      this.#fail(
        "Unreadable module directory",
        `The directory ${directory} could not be read for module "${call.name}" at ${place(call)}.`,
      );
    }
    return this.#record({ key, source: printModuleSource(source), directory }, module);
  }

  async #installFromRegistry(
    { call }: ModuleRequest,
    key: string,
    source: RegistrySource,
  ): Promise<FoundModule | undefined> {
    const version = await this.#chooseVersion(call, source);
    if (version === undefined) return undefined;
    this.#options.progress.downloading(key, packageName(source), version);
    let location: string;
    try {
      location = await this.#registry.location(source, version);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      const detail = `Failed to retrieve a download URL for ${packageName(source)} ${version} from ${source.hostname}: ${error.message}`;
      return this.#fail("Error accessing remote module registry", detail);
    }
    const found = parseModuleSource(location);
    if (!("source" in found) || found.source.kind !== "remote") {
      const detail = `Module registry ${source.hostname} returned invalid source location ${quoteGo(location)} for ${packageName(source)} ${version}.`;
      return this.#fail("Invalid package location from module registry", detail);
    }
    const { packageAddress, subdirectory } = found.source;
    const target = await this.#fetch(call, key, packageAddress);
    if (target === undefined) return undefined;
    const directory = join(target, subdirectory, source.subdirectory);
    const entry = { key, source: printModuleSource(source), version, directory };
    return this.#record(entry, this.#load(directory));
  }

  async #chooseVersion(call: ModuleCall, source: RegistrySource): Promise<string | undefined> {
    let texts: readonly string[];
    try {
      texts = await this.#registry.versions(source);
    } catch (error) {
      if (error instanceof ModuleNotFound) {
        const detail = `Module "${call.name}" (from ${place(call)}) cannot be found in the module registry at ${source.hostname}.`;
        this.#diagnostics.push(errorAt(call.range, "Module not found", detail));
        return undefined;
      }
      if (!(error instanceof RegistryError)) throw error;
      const detail = `Failed to retrieve available versions for module "${call.name}" (${place(call)}) from ${source.hostname}: ${error.message}.`;
      this.#diagnostics.push(errorAt(call.range, "Error accessing remote module registry", detail));
      return undefined;
    }
    const versions = texts
      .map(parseVersion)
      .filter((version): version is Version => version !== undefined)
      .sort(compareVersions);
    const released = versions.filter(({ prerelease }) => prerelease === "");
    const terms = call.version?.terms ?? [];
    const exact = terms.length === 1 && terms[0]?.operator === "=";
    const match = (exact ? versions : released).filter((version) => meetsTerms(version, terms)).at(-1);
    if (match) return printVersion(match);
    const newest = released.at(-1);
    const name = packageName(source);
    const [summary, detail] = newest
      ? [
          "Unresolvable module version constraint",
          `There is no available version of module "${name}" (${place(call)}) which matches the given version constraint. The newest available version is ${printVersion(newest)}.`,
        ]
      : [
          "Module has no versions",
          `Module "${name}" (${place(call)}) has no versions available on ${source.hostname}.`,
        ];
    this.#diagnostics.push(errorAt(call.range, summary, detail));
    return undefined;
  }

  async #installRemote({ call }: ModuleRequest, key: string, source: RemoteSource): Promise<FoundModule | undefined> {
    this.#options.progress.downloading(key, source.packageAddress, undefined);
    const target = await this.#fetch(call, key, source.packageAddress);
    if (target === undefined) return undefined;
    const directory = join(target, source.subdirectory);
    if (source.subdirectory !== "" && !existsSync(resolve(this.#options.directory, directory))) {
      const detail = `subdir ${quoteGo(source.subdirectory)} not found`;
      this.#diagnostics.push({ severity: "error", summary: "Failed to expand subdir globs", detail });
      return undefined;
    }
    return this.#record({ key, source: printModuleSource(source), directory }, this.#load(directory));
  }

  /** The package's folder, relative to the working directory. */
  async #fetch(call: ModuleCall, key: string, address: string): Promise<string | undefined> {
    const target = this.#packagePath(key);
    try {
      await fetchPackage(address, target, this.#options.network);
      return relative(this.#options.directory, target);
    } catch (error) {
      if (!(error instanceof FetchError) && (error as Error).name !== "TypeError") throw error;
      const detail = `Could not download module "${call.name}" (${place(call)}) source code from "${address}": ${(error as Error).message}`;
      this.#diagnostics.push(errorAt(call.range, "Failed to download module", detail));
      return undefined;
    }
  }

  #record(entry: ManifestEntry, module: Module | undefined): FoundModule | undefined {
    this.#manifest.set(entry.key, entry);
    this.#options.progress.installed(entry.key, entry.directory);
    return module && { module, ...(entry.version === undefined ? {} : { version: entry.version }) };
  }

  #fail(summary: string, detail: string): undefined {
    this.#diagnostics.push({ severity: "error", summary, detail });
  }
}

function isCurrent(entry: ManifestEntry, { source, version }: ModuleCall): boolean {
  if (!source || entry.source !== printModuleSource(source)) return false;
  const installed = entry.version === undefined ? undefined : parseVersion(entry.version);
  return !version || !installed || meetsTerms(installed, version.terms);
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const place = ({ range }: ModuleCall): string => `${range.filename}:${range.start.line}`;
