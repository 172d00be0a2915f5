/**
 * Where terraform would look for providers' packages: what the CLI configuration file says, the folders it looks into
 * when that says nothing, and the plugin cache.
 */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseFile } from "../../hcl/parse.ts";
import type { Body } from "../../hcl/syntax.ts";
import type { PackageFolder, PackagePlaces } from "../../plugin/host/find-program.ts";
import { printProviderSource } from "../../terraform/addresses/provider.ts";
import { parseProviderSource } from "../../terraform/config/provider-source.ts";
import { evaluateConstant } from "../../terraform/lang/evaluate.ts";
import type { Value } from "../../terraform/lang/value.ts";
import type { Terminal } from "../command.ts";
import { dataDirectory } from "../working-directory.ts";

const ANY = (): boolean => true;

export function packagePlaces(terminal: Terminal): PackagePlaces {
  const { directory, environment } = terminal;
  const home = environment["HOME"] ?? homedir();
  const text = textOf(environment["TF_CLI_CONFIG_FILE"] || join(home, ".terraformrc"));
  const { body } = parseFile("terraformrc", text.replace(OVERRIDES, "")).file;
  const installation = body.blocks.find(({ type }) => type === "provider_installation")?.body;
  const mirrors = installation
    ? installation.blocks
        .filter(({ type }) => type === "filesystem_mirror")
        .flatMap((block) => mirrorOf(block.body, directory))
    : impliedMirrors(directory, home, environment);
  const cache = environment["TF_PLUGIN_CACHE_DIR"] || stringOf(body, "plugin_cache_dir");
  const folders = [join(dataDirectory(terminal), "providers"), ...(cache ? [resolve(directory, cache)] : [])];
  return {
    overrides: overridesIn(text, directory),
    folders: [...folders.map((path) => ({ path, admits: ANY })), ...mirrors],
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function mirrorOf(body: Body, directory: string): PackageFolder[] {
  const path = stringOf(body, "path");
  if (path === undefined) return [];
  const include = stringsOf(body, "include");
  const exclude = stringsOf(body, "exclude") ?? [];
  const admits = (source: string): boolean =>
    (include === undefined || include.some((pattern) => fits(source, pattern))) &&
    !exclude.some((pattern) => fits(source, pattern));
  return [{ path: resolve(directory, path), admits }];
}

// A pattern such as "hashicorp/aws", each part of which may be an asterisk; the host may be left out.
function fits(source: string, pattern: string): boolean {
  const parts = pattern.split("/");
  const whole = parts.length === 2 ? ["registry.terraform.io", ...parts] : parts;
  return source.split("/").every((part, index) => whole[index] === "*" || whole[index] === part);
}

/** Without a provider_installation block, those of these folders that exist. */
function impliedMirrors(directory: string, home: string, environment: Terminal["environment"]): PackageFolder[] {
  const data = environment["XDG_DATA_HOME"] || join(home, ".local/share");
  const shared = (environment["XDG_DATA_DIRS"] || "/usr/local/share:/usr/share").split(":");
  const folders = [
    join(directory, "terraform.d/plugins"),
    join(home, ".terraform.d/plugins"),
    ...[data, ...shared].map((folder) => join(folder, "terraform/plugins")),
  ];
  return folders.filter((path) => existsSync(path)).map((path) => ({ path, admits: ANY }));
}

/** Their names are quoted, as the configuration file's older syntax has them, so they are read as text. */
const OVERRIDES = /\bdev_overrides\s*\{([^}]*)\}/g;

function overridesIn(text: string, directory: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, body = ""] of text.matchAll(OVERRIDES)) {
    for (const [, name = "", path = ""] of body.matchAll(/"([^"]+)"\s*=\s*"([^"]+)"/g)) {
      const parsed = parseProviderSource(name);
      if ("source" in parsed) found.set(printProviderSource(parsed.source), resolve(directory, path));
    }
  }
  return found;
}

function stringOf(body: Body, name: string): string | undefined {
  const content = constantOf(body, name)?.content;
  return typeof content === "string" ? content : undefined;
}

function stringsOf(body: Body, name: string): string[] | undefined {
  const content = constantOf(body, name)?.content;
  if (!Array.isArray(content)) return undefined;
  return (content as readonly Value[]).flatMap(({ content: item }) => (typeof item === "string" ? [item] : []));
}

function constantOf(body: Body, name: string): Value | undefined {
  const attribute = body.attributes.get(name);
  return attribute && evaluateConstant(attribute.expression, []);
}
