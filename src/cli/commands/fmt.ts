/** `fmt`: rewrites configuration files in the canonical style. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix, resolve } from "node:path";
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { formatSource } from "../../hcl/format.ts";
import { parseFile } from "../../hcl/parse.ts";
import { compareUtf8 } from "../../terraform/lang/type.ts";
import type { Command, Terminal } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { createView, showOldFlagError, type View } from "../view.ts";

const FLAGS = {
  check: "boolean",
  diff: "boolean",
  list: "boolean",
  "no-color": "boolean",
  recursive: "boolean",
  write: "boolean",
} as const;

const EXTENSIONS = [".tf", ".tfvars", ".tftest.hcl", ".tfmock.hcl"];

const hasExtension = (name: string): boolean => EXTENSIONS.some((extension) => name.endsWith(extension));

interface Formatting {
  readonly view: View;
  readonly terminal: Terminal;
  readonly list: boolean;
  readonly write: boolean;
  readonly diff: boolean;
  readonly recursive: boolean;
  readonly diagnostics: Diagnostic[];
  /** What a check tells at the end, unless something could not be read. */
  readonly found: string[];
  readonly print: (text: string) => void;
  changed: number;
}

export const fmt: Command = async (args, terminal) => {
  const { values: flags, rest, error } = parseFlags(args, FLAGS);
  const view = createView(terminal, { noColor: flags["no-color"], spaced: true });
  if (error !== undefined) {
    showOldFlagError(view, "fmt", error);
    return 1;
  }
  const paths = rest.length === 0 ? ["."] : rest;
  const fromInput = paths[0] === "-";
  const check = flags.check === true;
  const formatting: Formatting = {
    view,
    terminal,
    list: flags.list !== false && !fromInput,
    write: flags.write !== false && !check && !fromInput,
    diff: flags.diff === true,
    recursive: flags.recursive === true,
    diagnostics: [],
    found: [],
    print: (text) => void (check ? formatting.found.push(text) : view.out(text)),
    changed: 0,
  };
  if (fromInput) {
    const text = await terminal.readAll();
    const formatted = formatText("<stdin>", text, formatting);
    // What goes to standard output ends its last line, whatever the source did.
    if (formatted !== undefined && !check && !formatting.diff) {
      view.out(formatted === "" || formatted.endsWith("\n") ? formatted : `${formatted}\n`);
    }
  } else {
    for (const path of paths) formatPath(path, formatting);
  }
  view.diagnostics(formatting.diagnostics);
  if (hasErrors(formatting.diagnostics)) return 2;
  if (check && flags.list !== false) view.out(formatting.found.join(""));
  return check && formatting.changed > 0 ? 3 : 0;
};

function formatPath(path: string, formatting: Formatting): void {
  const absolute = resolve(formatting.terminal.directory, path);
  let isDirectory: boolean;
  try {
    isDirectory = statSync(absolute).isDirectory();
  } catch {
    formatting.diagnostics.push({ severity: "error", summary: `No file or directory at ${path}`, detail: "" });
    return;
  }
  if (isDirectory) formatDirectory(path, formatting);
  else if (hasExtension(path)) formatFile(path, formatting);
  else {
    const summary = "Only .tf, .tfvars, and .tftest.hcl files can be processed with terraform fmt";
    formatting.diagnostics.push({ severity: "error", summary, detail: "" });
  }
}

function formatDirectory(path: string, formatting: Formatting): void {
  const entries = readdirSync(resolve(formatting.terminal.directory, path), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => compareUtf8(a.name, b.name))) {
    if (entry.name.startsWith(".") || /~$|^#.*#$/.test(entry.name)) continue;
    const inner = posix.join(path, entry.name);
    if (entry.isDirectory()) {
      if (formatting.recursive) formatDirectory(inner, formatting);
    } else if (hasExtension(entry.name)) {
      formatFile(inner, formatting);
    }
  }
}

function formatFile(path: string, formatting: Formatting): void {
  const absolute = resolve(formatting.terminal.directory, path);
  const formatted = formatText(path, readFileSync(absolute, "utf8"), formatting);
  if (formatted !== undefined && formatting.write) writeFileSync(absolute, formatted);
}

/** The text in canonical style, which may be the same; undefined when it cannot be read. */
function formatText(path: string, text: string, formatting: Formatting): string | undefined {
  const { view } = formatting;
  const { file, diagnostics } = parseFile(path, text);
  view.sources.add(file);
  if (hasErrors(diagnostics)) {
    formatting.diagnostics.push(...diagnostics);
    return undefined;
  }
  const formatted = formatSource(text);
  if (formatted === text) return formatted;
  formatting.changed++;
  if (formatting.list) formatting.print(`${path}\n`);
  if (formatting.diff) formatting.print(unifiedDiff(path, text, formatted, formatting.diagnostics));
  return formatted;
}

/** Made by the system's `diff`, as Terraform does. */
function unifiedDiff(path: string, before: string, after: string, diagnostics: Diagnostic[]): string {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-fmt-"));
  try {
    writeFileSync(join(folder, "before"), before);
    writeFileSync(join(folder, "after"), after);
    const labels = [`--label=old/${path}`, `--label=new/${path}`];
    execFileSync("diff", [...labels, "-u", join(folder, "before"), join(folder, "after")], { stdio: "pipe" });
    return "";
  } catch (error) {
    // Status 1 says that the files differ.
    const { status, stdout } = error as { status?: number; stdout?: Buffer };
    if (status === 1 && stdout) return stdout.toString();
    diagnostics.push({ severity: "error", summary: `Failed to generate diff for ${path}`, detail: "" });
    return "";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
