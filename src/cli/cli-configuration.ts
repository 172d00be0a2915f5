/**
 * The CLI configuration file (TF_CLI_CONFIG_FILE, else ~/.terraformrc), as far as it matters here: where a terraform
 * would look for providers, and what it would say is wrong with the file. Every command looks at it, so that nothing is
 * imported that is slow to load.
 */
import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { type Diagnostic, hasErrors } from "../hcl/diagnostic.ts";
import { parseFile } from "../hcl/parse.ts";
import { staticString } from "../hcl/static.ts";
import type { Block, Body } from "../hcl/syntax.ts";
import { COLOURED, PLAIN } from "../terraform/diagnostics/palette.ts";
import { diagnosticBox } from "../terraform/diagnostics/text.ts";
import type { Terminal } from "./command.ts";

export const cliConfigurationPath = ({ environment }: Pick<Terminal, "environment">): string =>
  environment["TF_CLI_CONFIG_FILE"] || join(environment["HOME"] ?? homedir(), ".terraformrc");

/** Folders of the filesystem mirrors and addresses of the network mirrors that are configured. */
export function providerMirrors(terminal: Terminal): readonly string[] {
  const { text } = readText(terminal);
  if (text === undefined) return [];
  const { file } = parseFile("terraformrc", text);
  return installationBlocks(file.body).flatMap(({ body }) =>
    body.blocks.flatMap(({ type, body: method }) => {
      const name = type === "filesystem_mirror" ? "path" : type === "network_mirror" ? "url" : undefined;
      const value = name === undefined ? undefined : textOf(method, name);
      return value === undefined ? [] : [value];
    }),
  );
}

/** Whether a `credentials` block of the file is for the host. */
export function hasConfiguredCredentials(terminal: Terminal, host: string): boolean {
  const { text } = readText(terminal);
  if (text === undefined) return false;
  const { blocks } = parseFile("terraformrc", text).file.body;
  return blocks.some(({ type, labels }) => type === "credentials" && labels[0]?.toLowerCase() === host);
}

const TWO_EMPTY_LINES = /(\n[^\n\w]*│[^\n\w]*)\n[^\n\w]*│[^\n\w]*(?=\n[^\n]*╵)/;

/** Says on standard error what is wrong; commands run all the same, as Terraform's do. */
export function reportCliConfiguration(terminal: Terminal): void {
  const problems = cliConfigurationProblems(terminal);
  if (problems.length === 0) return;
  const palette = terminal.stderr.isTerminal && !terminal.environment["NO_COLOR"] ? COLOURED : PLAIN;
  // Where there is no detail one line of the box stays empty, not two.
  const boxes = problems.map((problem) => `${diagnosticBox(problem, 78, palette).replace(TWO_EMPTY_LINES, "$1")}\n`);
  const consequence = hasErrors(problems)
    ? "As a result of the above problems, Terraform may not behave as intended.\n\n\n"
    : "\n";
  terminal.stderr.write(`There are some problems with the CLI configuration:\n${boxes.join("")}${consequence}`);
}

function cliConfigurationProblems(terminal: Terminal): readonly Diagnostic[] {
  const path = cliConfigurationPath(terminal);
  const { text, code } = readText(terminal);
  if (text === undefined) {
    if (code === "EISDIR") return [problem(`Error reading ${path}: read ${path}: is a directory`)];
    if (code === "EACCES") return [problem(`Error reading ${path}: open ${path}: permission denied`)];
    return terminal.environment["TF_CLI_CONFIG_FILE"] ? [notThere(path)] : [];
  }
  const { file, diagnostics } = parseFile(path, text);
  const [syntax] = diagnostics;
  if (syntax) {
    const { line, column } = syntax.subject?.start ?? { line: 1, column: 1 };
    return [problem(`Error parsing ${path}: At ${line}:${column}: ${syntax.summary}`)];
  }
  return [...installationProblems(file.body), ...pluginCacheProblems(file.body, terminal)];
}

function installationProblems(body: Body): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const [first, second] = installationBlocks(body);
  for (const [i, method] of (first?.body.blocks ?? []).entries()) {
    const { line, column } = method.headerRange.start;
    const invalid = (detail: string): void =>
      void found.push(problem("Invalid provider_installation method block", detail));
    if (!METHODS.has(method.type)) {
      invalid(`Unknown provider installation method ${JSON.stringify(method.type)} at ${line}:${column}.`);
    } else if (method.type === "dev_overrides" && i > 0) {
      invalid(
        `The dev_overrides block at ${line}:${column} must appear before all other installation methods, because development overrides always have the highest priority.`,
      );
    } else if (method.type === "filesystem_mirror" && textOf(method.body, "path") === undefined) {
      invalid('Invalid filesystem_mirror block at 1:1: "path" argument is required.');
    } else if (method.type === "network_mirror" && textOf(method.body, "url") === undefined) {
      invalid('Invalid network_mirror block at 1:1: "url" argument is required.');
    }
  }
  if (second) found.push(problem("No more than one provider_installation block may be specified"));
  return found;
}

const METHODS: ReadonlySet<string> = new Set(["direct", "filesystem_mirror", "network_mirror", "dev_overrides"]);

function pluginCacheProblems(body: Body, { environment, directory }: Terminal): readonly Diagnostic[] {
  const folder = environment["TF_PLUGIN_CACHE_DIR"] || textOf(body, "plugin_cache_dir");
  if (folder === undefined) return [];
  const stat = statSync(resolve(directory, folder), { throwIfNoEntry: false });
  if (stat?.isDirectory()) return [];
  return [
    problem(
      stat
        ? `The specified plugin cache dir ${folder} is not a directory`
        : `The specified plugin cache dir ${folder} cannot be opened: stat ${folder}: no such file or directory`,
    ),
  ];
}

const installationBlocks = (body: Body): readonly Block[] =>
  body.blocks.filter(({ type }) => type === "provider_installation");

function readText(terminal: Terminal): { readonly text?: string; readonly code?: string | undefined } {
  try {
    return { text: readFileSync(resolve(terminal.directory, cliConfigurationPath(terminal)), "utf8") };
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code };
  }
}

const problem = (summary: string, detail = ""): Diagnostic => ({ severity: "error", summary, detail });

const notThere = (path: string): Diagnostic => ({
  severity: "warning",
  summary: "Unable to open CLI configuration file",
  detail: `The CLI configuration file at ${JSON.stringify(path)} does not exist.`,
});

function textOf(body: Body, name: string): string | undefined {
  const attribute = body.attributes.get(name);
  return attribute && staticString(attribute.expression);
}
