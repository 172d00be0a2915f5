/** Where a module call finds its module: a local folder, a registry, or something to download. */
import { posix } from "node:path";
import { DEFAULT_REGISTRY } from "../addresses/provider.ts";
import { detectRemote } from "./remote-source.ts";
import { splitSubdirectory } from "./subdirectory.ts";

export type ModuleSource = LocalSource | RegistrySource | RemoteSource;

export interface LocalSource {
  readonly kind: "local";
  /** Starts with `./` or `../`, cleaned. */
  readonly path: string;
}

export interface RegistrySource {
  readonly kind: "registry";
  readonly hostname: string;
  readonly namespace: string;
  readonly name: string;
  readonly target: string;
  /** Folder within the package; empty for its root. */
  readonly subdirectory: string;
}

export interface RemoteSource {
  readonly kind: "remote";
  /** With the way of getting it in front: `git::https://example.com/repo.git?ref=v1`. */
  readonly packageAddress: string;
  readonly subdirectory: string;
}

export type ParsedModuleSource =
  | { readonly source: ModuleSource }
  /** `maybeRelative` when it looks like a path that lacks its `./`. */
  | { readonly error: string; readonly maybeRelative?: boolean };

export function parseModuleSource(text: string): ParsedModuleSource {
  if (isLocal(text)) return { source: localSource(text) };
  const registry = parseRegistrySource(text);
  return "source" in registry ? registry : detectRemote(text);
}

const isLocal = (text: string): boolean => /^\.{1,2}[/\\]/.test(text);

function localSource(text: string): LocalSource {
  const path = posix.normalize(text.replaceAll("\\", "/")).replace(/(?<=.)\/$/, "");
  if (path === ".." || path === ".") return { kind: "local", path: `${path}/` };
  return { kind: "local", path: path.startsWith("../") ? path : `./${path}` };
}

/** Code hosts whose names stand for repositories and never for registries. */
const CODE_HOSTS = new Set(["github.com", "bitbucket.org", "gitlab.com"]);

export function parseRegistrySource(text: string): ParsedModuleSource {
  if (isLocal(text)) return { error: `can't use local directory "${text}" as a module registry address` };
  const { packagePart, subdirectory, escapes } = splitSubdirectory(text);
  if (escapes) return { error: `subdirectory path "${subdirectory}" leads outside of the module package` };
  const parts = packagePart.split("/");
  if (parts.length !== 3 && parts.length !== 4) {
    return { error: "a module registry source address must have either three or four slash-separated components" };
  }
  const [namespace, name, target] = parts.slice(-3) as [string, string, string];
  const hostname = parts.length === 4 ? (parts[0] as string).toLowerCase() : DEFAULT_REGISTRY;
  if (
    !/^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*(:\d+)?$/u.test(hostname)
  ) {
    return { error: `invalid module registry hostname "${parts[0]}"` };
  }
  // Without a dot the first of four parts would be a folder name rather than a host.
  if (parts.length === 4 && !hostname.includes(".") && !hostname.startsWith("localhost")) {
    return { error: `invalid module registry hostname: must contain at least one dot` };
  }
  if (CODE_HOSTS.has(hostname)) {
    return {
      error: `can't use "${hostname}" as a module registry host, because it's reserved for installing directly from version control repositories`,
    };
  }
  for (const [what, part] of [
    ["namespace", namespace],
    ["module name", name],
  ] as const) {
    if (!/^[0-9A-Za-z](?:[0-9A-Za-z-_]{0,62}[0-9A-Za-z])?$/.test(part)) {
      return {
        error: `invalid ${what} "${part}": must be between one and 64 characters, including ASCII letters, digits, dashes, and underscores, where dashes and underscores may not be the prefix or suffix`,
      };
    }
  }
  if (!/^[0-9a-z]{1,64}$/.test(target)) {
    return { error: `invalid target system "${target}": must be between one and 64 ASCII letters or digits` };
  }
  return { source: { kind: "registry", hostname, namespace, name, target, subdirectory } };
}

/** The address in the form in which the module manifest records it. */
export function printModuleSource(source: ModuleSource): string {
  if (source.kind === "local") return source.path;
  const subdirectory = source.subdirectory && `//${source.subdirectory}`;
  if (source.kind === "registry") {
    const { hostname, namespace, name, target } = source;
    return `${hostname}/${namespace}/${name}/${target}${subdirectory}`;
  }
  const [address = "", query] = source.packageAddress.split(/\?(.*)/s);
  return `${address}${subdirectory}${query === undefined ? "" : `?${query}`}`;
}
