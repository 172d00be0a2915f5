/** Reads the configuration files of one directory. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { parseFile } from "../../hcl/parse.ts";
import { quoteGo } from "../../hcl/quote.ts";
import type { SourceFile } from "../../hcl/syntax.ts";
import type { Sources } from "../diagnostics/sources.ts";
import { compareUtf8 } from "../lang/type.ts";
import { Unchanged } from "../unchanged.ts";
import { assembleModule } from "./assemble-module.ts";
import type { Module } from "./module.ts";

const parsedFiles = new Unchanged<ReturnType<typeof parseFile>>(1_000);
const modules = new Unchanged<{ readonly module: Module; readonly diagnostics: readonly Diagnostic[] }>(200);

export interface DirectoryFiles {
  readonly primary: readonly string[];
  readonly overrides: readonly string[];
  readonly tests: readonly string[];
}

/** Names of the configuration files in a directory, or undefined when it cannot be read. */
export function configurationFiles(path: string): DirectoryFiles | undefined {
  let entries: readonly { name: string; isDirectory(): boolean }[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
  const names = entries.filter((entry) => !entry.isDirectory() && !isIgnored(entry.name)).map(({ name }) => name);
  names.sort(compareUtf8);
  const configurations = names.filter((name) => /\.tf(\.json)?$/.test(name));
  const isOverride = (name: string): boolean => /(^|_)override\.tf(\.json)?$/.test(name);
  return {
    primary: configurations.filter((name) => !isOverride(name)),
    overrides: configurations.filter(isOverride),
    tests: names.filter((name) => /\.tftest\.(hcl|json)$/.test(name)),
  };
}

/** Files that editors leave behind. */
const isIgnored = (name: string): boolean => /^\.|~$|^#.*#$/.test(name);

interface DirectoryOptions {
  /** What files belong to the module although they lie elsewhere. */
  readonly further?: readonly string[];
  /** Files whose syntax has been complained about: a module that is called twice is read once. */
  readonly parsed?: Set<string>;
}

export const isEmptyDirectory = (files: DirectoryFiles): boolean =>
  files.primary.length === 0 && files.overrides.length === 0;

/**
 * Loads the module in a directory. `path` is where it is, `shown` how diagnostics call it (relative to the working
 * directory, `.` for that itself).
 */
export function loadDirectory(
  path: string,
  shown: string,
  sources: Sources,
  diagnostics: Diagnostic[],
  { further = [], parsed }: DirectoryOptions = {},
): Module | undefined {
  const files = configurationFiles(path);
  if (!files) {
    const detail = `Module directory ${shown} does not exist or cannot be read.`;
    diagnostics.push({ severity: "error", summary: "Failed to read module directory", detail });
    return undefined;
  }
  const parse = (names: readonly string[]): SourceFile[] =>
    names.flatMap((name) => {
      const place = join(path, name);
      const file = readConfigurationFile(place, join(shown, name), sources, parsed?.has(place) ? [] : diagnostics);
      parsed?.add(place);
      return file ? [file] : [];
    });
  const primary = parse([...files.primary, ...further.filter((name) => !files.primary.includes(name))]);
  const overrides = parse(files.overrides);
  const { module, diagnostics: problems } = modules.of(path, [shown, ...primary, "overrides", ...overrides], () => {
    const found: Diagnostic[] = [];
    return { module: assembleModule(shown, primary, overrides, found), diagnostics: found };
  });
  diagnostics.push(...problems);
  return module;
}

export function readConfigurationFile(
  path: string,
  shown: string,
  sources: Sources,
  diagnostics: Diagnostic[],
): SourceFile | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    const detail = `The file ${quoteGo(shown)} could not be read.`;
    diagnostics.push({ severity: "error", summary: "Failed to read file", detail });
    return undefined;
  }
  const { file, diagnostics: problems } = parsedFiles.of(path, [shown, text], () => parseFile(shown, text));
  sources.add(file);
  diagnostics.push(...problems);
  return file;
}
