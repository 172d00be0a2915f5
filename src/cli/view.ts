/** How a command speaks: plain text and diagnostics in the style its flags and its terminal ask for. */
import type { Diagnostics } from "../hcl/diagnostic.ts";
import { COLOURED, type Palette, PLAIN } from "../terraform/diagnostics/palette.ts";
import { type DiagnosticStyle, showDiagnostics } from "../terraform/diagnostics/show.ts";
import { Sources } from "../terraform/diagnostics/sources.ts";
import type { Terminal } from "./command.ts";
import { usageText } from "./command-help.ts";
import { flagsErrorText } from "./flags.ts";

/** Width of messages where the output is no terminal. */
const DEFAULT_WIDTH = 78;

export interface View {
  readonly style: DiagnosticStyle;
  readonly palette: Palette;
  /** Files that diagnostics may quote; loaders add to it. */
  readonly sources: Sources;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly diagnostics: (diagnostics: Diagnostics) => void;
}

export function createView(
  terminal: Terminal,
  flags: {
    readonly noColor?: boolean | undefined;
    readonly compactWarnings?: boolean | undefined;
    /** A blank line after every message, as Terraform's older commands have it. */
    readonly spaced?: boolean;
  } = {},
): View {
  const box = flags.noColor !== true;
  const colour = box && terminal.stdout.isTerminal && !terminal.environment["NO_COLOR"];
  const width = terminal.stderr.columns ?? DEFAULT_WIDTH;
  const style = { box, colour, width, compactWarnings: flags.compactWarnings === true };
  const after = flags.spaced ? "\n" : "";
  const sources = new Sources();
  const out = (text: string): void => terminal.stdout.write(text);
  const error = (text: string): void => terminal.stderr.write(text);
  return {
    style,
    palette: colour ? COLOURED : PLAIN,
    sources,
    out,
    error,
    diagnostics: (diagnostics) =>
      showDiagnostics(diagnostics, sources, style, {
        out: (text) => out(text + after),
        error: (text) => error(text + after),
      }),
  };
}

/** Mistakes in flags, as the commands say them that know about diagnostics. */
export function showFlagError(view: View, command: string, error: string): void {
  view.diagnostics([{ severity: "error", summary: "Failed to parse command-line flags", detail: error }]);
  showUsageHint(view, command);
}

/** As Terraform's older commands say it: their usage first, then what is wrong with the flags. */
export const showOldFlagError = (view: View, command: string, error: string): void =>
  view.error(`${usageText(command)}${flagsErrorText(error)}`);

export function showUsageHint(view: View, command: string): void {
  view.error(`\nFor more help on using this command, run:\n  terraform ${command} -help\n`);
}

export const TOO_MANY_ARGUMENTS = "Too many command line arguments. Did you mean to use -chdir?\n";
