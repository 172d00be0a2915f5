/**
 * The providers of one command: built in, or programs that the user has and the command runs. Programs are ended with
 * the command.
 */
import { join } from "node:path";
import type { Diagnostic } from "../hcl/diagnostic.ts";
import type { ProviderPackage } from "../plugin/host/find-program.ts";
import type { HostedProvider } from "../plugin/host/hosted-provider.ts";
import {
  builtInProviders,
  laterRelease,
  type NamedType,
  namesOf,
  providerType,
  withNamedTypes,
} from "../providers/registry.ts";
import { parseVersion, type Version } from "../terraform/config/version.ts";
import { meetsTerms, printTerms, type VersionTerm } from "../terraform/config/version-constraint.ts";
import { Sources } from "../terraform/diagnostics/sources.ts";
import { admittedRelease } from "../terraform/modules/known-releases.ts";
import { type ProviderLocks, readLockFile } from "../terraform/modules/lock-file.ts";
import { packageFolder } from "../terraform/modules/provider-cache.ts";
import type { ProviderRequirements } from "../terraform/modules/provider-requirements.ts";
import type { ProviderType } from "../terraform/provider.ts";
import { clientEnvironment, OVERRIDING_VARIABLES } from "./client-environment.ts";
import type { Terminal } from "./command.ts";
import { atEnd } from "./command-end.ts";
import { dataDirectory } from "./working-directory.ts";

const DEFAULT_ENDPOINT = "http://127.0.0.1:4566";

/** Addresses of providers whose programs are to be used although they are built in, separated by commas. */
const PREFERRED = "TERRARIUM_PROVIDER_PROGRAMS";

/** Whether there are such providers. */
export const prefersPrograms = ({ environment }: Terminal): boolean => Boolean(environment[PREFERRED]);

const IS_BUILT_IN: ReadonlySet<string> = new Set(builtInProviders());

// The signal stays the same where a command makes itself another terminal out of the one it was given.
const libraries = new WeakMap<AbortSignal, ProviderLibrary>();

export function providersFor(terminal: Terminal): ProviderLibrary {
  let library = libraries.get(terminal.killed);
  if (!library) {
    library = new ProviderLibrary(terminal);
    libraries.set(terminal.killed, library);
    const { close } = library;
    atEnd(terminal, close);
  }
  return library;
}

class ProviderLibrary {
  readonly #terminal: Terminal;
  readonly #terms = new Map<string, readonly VersionTerm[]>();
  readonly #named = new Map<string, readonly NamedType[]>();
  #locks: ProviderLocks | undefined;
  readonly #types = new Map<string, Promise<ProviderType | undefined>>();
  readonly #hosted: HostedProvider[] = [];
  /** Programs that did not start. */
  readonly problems: Diagnostic[] = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Says which versions the configuration admits and which types it names, before its providers are asked for. */
  require(requirements: ProviderRequirements, upgrade = false): void {
    if (upgrade) this.#locks = new Map();
    for (const [source, { terms, resources = [] }] of requirements) {
      const isNamed = namesOf(resources) === namesOf(this.#named.get(source) ?? []);
      if (isNamed && printTerms(terms) === printTerms(this.#terms.get(source) ?? [])) continue;
      this.#terms.set(source, terms);
      this.#named.set(source, resources);
      // Nothing runs for a built-in provider that was looked up before its versions were known.
      if (IS_BUILT_IN.has(source) && !this.#prefersProgram(source)) this.#types.delete(source);
    }
  }

  /** Undefined where there is neither a built-in provider nor a program. */
  readonly lookup = (source: string): Promise<ProviderType | undefined> => {
    let type = this.#types.get(source);
    if (!type) {
      type = this.#load(source);
      this.#types.set(source, type);
    }
    return type;
  };

  /** A configuration that asks for another release than the built-in provider is of may write what that one adds. */
  async #builtIn(source: string): Promise<ProviderType | undefined> {
    const type = await providerType(source);
    const own = type && parseVersion(type.version);
    if (!own) return type;
    const [major] = this.#wanted(source, own)?.numbers ?? [];
    return laterRelease(await withNamedTypes(type, this.#named.get(source) ?? []), major);
  }

  /** The release that was chosen for the folder, else the newest that is admitted where `own` is not. */
  #wanted(source: string, own: Version): Version | undefined {
    const locked = this.#lockedVersion(source);
    if (locked !== undefined) return parseVersion(locked);
    const terms = this.#terms.get(source) ?? [];
    return meetsTerms(own, terms) ? undefined : admittedRelease(source, terms);
  }

  #lockedVersion(source: string): string | undefined {
    this.#locks ??= readLockFile(this.#terminal.directory, new Sources(), []);
    return this.#locks.get(source)?.version;
  }

  async #load(source: string): Promise<ProviderType | undefined> {
    const builtIn = await this.#builtIn(source);
    const found = await this.package(source);
    return found && !found.packed ? this.#host(found) : builtIn;
  }

  /** The package of a provider that is not built in, or is not to be used as it is built in. */
  async package(source: string): Promise<ProviderPackage | undefined> {
    if (IS_BUILT_IN.has(source) && !this.#prefersProgram(source)) return undefined;
    const { findPackage } = await import("../plugin/host/find-program.ts");
    const { packagePlaces } = await import("./providers/package-places.ts");
    const version = this.#lockedVersion(source);
    return findPackage({ source, version, terms: this.#terms.get(source) }, packagePlaces(this.#terminal));
  }

  /** Folders that a developer has named for these providers: they stand for whatever `init` has chosen. */
  async overridden(sources: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const programs = [...sources].filter((source) => !IS_BUILT_IN.has(source) || this.#prefersProgram(source));
    if (programs.length === 0) return new Map();
    const { packagePlaces } = await import("./providers/package-places.ts");
    const { overrides } = packagePlaces(this.#terminal);
    return new Map([...overrides].filter(([source]) => programs.includes(source)));
  }

  /** What `init` may choose: the built-in provider, or the newest package that the configuration admits. */
  async installable(source: string): Promise<{ readonly version: string } | undefined> {
    return (await this.package(source)) ?? providerType(source);
  }

  /** Lays the package of a provider's program where commands find it; the answer is its checksums, if they are new. */
  async place(source: string, version: string): Promise<readonly string[] | undefined> {
    const found = await this.package(source);
    if (found?.version !== version) return undefined;
    const { packageChecksum, placePackage } = await import("../plugin/host/place-package.ts");
    const target = packageFolder(dataDirectory(this.#terminal), source, version);
    await placePackage(found, target);
    return this.#locks?.get(source)?.hashes.length ? undefined : [packageChecksum(target)];
  }

  #prefersProgram(source: string): boolean {
    const list = this.#terminal.environment[PREFERRED]?.split(",") ?? [];
    return list.some((name) => name !== "" && source.endsWith(`/${name.trim()}`));
  }

  async #host({ source, version, path }: ProviderPackage): Promise<ProviderType | undefined> {
    const [{ hostProvider }, { programIn }, { PluginFailure }] = await Promise.all([
      import("../plugin/host/hosted-provider.ts"),
      import("../plugin/host/find-program.ts"),
      import("../plugin/host/plugin-client.ts"),
    ]);
    const program = programIn(path, source) ?? join(path, `terraform-provider-${source.split("/").at(-1)}`);
    const place = { directory: this.#terminal.directory, environment: await this.#environment() };
    try {
      const hosted = await hostProvider({ source, version, path: program }, place);
      this.#hosted.push(hosted);
      return hosted.type;
    } catch (error) {
      if (!(error instanceof PluginFailure)) throw error;
      this.problems.push(notLoaded(source, error.diagnostic.detail));
      return undefined;
    }
  }

  /** A program that speaks to AWS speaks to the folder's cloud, never to the real one. */
  async #environment(): Promise<Terminal["environment"]> {
    const { findServer } = await import("./background/folder.ts");
    const { directory, environment } = this.#terminal;
    const endpoint = findServer(directory, environment)?.endpoint ?? DEFAULT_ENDPOINT;
    const without = Object.fromEntries(OVERRIDING_VARIABLES.map((name) => [name, undefined]));
    return { ...environment, ...without, ...clientEnvironment(endpoint, environment) };
  }

  readonly close = (): void => {
    libraries.delete(this.#terminal.killed);
    for (const hosted of this.#hosted.splice(0)) hosted.close();
  };
}

/** In terraform's words. */
const notLoaded = (source: string, reason: string): Diagnostic => ({
  severity: "error",
  summary: "Failed to load plugin schemas",
  detail: `Error while loading schemas for plugin components: Failed to obtain provider schema: Could not load the schema for provider ${source}: failed to instantiate provider ${JSON.stringify(source)} to obtain schema: ${reason}.`,
});
