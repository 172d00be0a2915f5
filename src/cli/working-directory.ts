/** What a command finds in the folder it runs in. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { LoadOptions } from "../terraform/config/load-tree.ts";
import type { Sources } from "../terraform/diagnostics/sources.ts";
import type { Terminal } from "./command.ts";

/** `.terraform`, or what TF_DATA_DIR says; absolute. */
export const dataDirectory = ({ directory, environment }: Terminal): string =>
  resolve(directory, environment["TF_DATA_DIR"] || ".terraform");

export const loadOptions = (terminal: Terminal, sources: Sources): LoadOptions => ({
  directory: terminal.directory,
  dataDirectory: dataDirectory(terminal),
  sources,
});

/** The name of the selected workspace: TF_WORKSPACE, or what `workspace select` noted. */
export function currentWorkspace(terminal: Terminal): string {
  const given = terminal.environment["TF_WORKSPACE"];
  if (given) return given;
  try {
    return readFileSync(join(dataDirectory(terminal), "environment"), "utf8").trim() || "default";
  } catch {
    return "default";
  }
}

/** Variables may be asked for, unless a flag or TF_INPUT forbids it. */
export const asksForInput = (flags: { readonly input?: boolean | undefined }, { environment }: Terminal): boolean =>
  flags.input !== false && !/^(0|f|F|false|FALSE|False)$/.test(environment["TF_INPUT"] ?? "");

/** Terraform runs inside other tools when this is set, and says less about what to do next. */
export const inAutomation = ({ environment }: Terminal): boolean => Boolean(environment["TF_IN_AUTOMATION"]);
