/** Writes diagnostics where Terraform writes them: errors to standard error, warnings to standard output. */
import type { Diagnostics } from "../../hcl/diagnostic.ts";
import { consolidateWarnings, type DiagnosticGroup, sortDiagnostics } from "./consolidate.ts";
import { type DiagnosticJson, diagnosticJson } from "./json.ts";
import { COLOURED, type Palette, PLAIN } from "./palette.ts";
import type { Sources } from "./sources.ts";
import { diagnosticBox, diagnosticPlain } from "./text.ts";

export interface DiagnosticStyle {
  /** `-no-color` takes the box away as well as the colours. */
  readonly box: boolean;
  readonly colour: boolean;
  readonly width: number;
  readonly compactWarnings: boolean;
}

export interface DiagnosticWriter {
  out(text: string): void;
  error(text: string): void;
}

export function showDiagnostics(
  diagnostics: Diagnostics,
  sources: Sources,
  style: DiagnosticStyle,
  writer: DiagnosticWriter,
): void {
  if (diagnostics.length === 0) return;
  const groups = consolidateWarnings(sortDiagnostics(diagnostics));
  if (style.compactWarnings && groups.every(({ diagnostic }) => diagnostic.severity === "warning")) {
    const note = "To see the full warning notes, run Terraform without -compact-warnings.";
    writer.out(`\n${compactWarnings(groups, style.colour ? COLOURED : PLAIN)}\n${note}\n`);
    return;
  }
  for (const { diagnostic } of groups) {
    const text = diagnosticText(diagnosticJson(diagnostic, sources), style);
    if (diagnostic.severity === "error") writer.error(text);
    else writer.out(text);
  }
}

export const diagnosticText = (diagnostic: DiagnosticJson, style: Omit<DiagnosticStyle, "compactWarnings">): string =>
  style.box
    ? diagnosticBox(diagnostic, style.width, style.colour ? COLOURED : PLAIN)
    : diagnosticPlain(diagnostic, style.width);

function compactWarnings(groups: readonly DiagnosticGroup[], { bold, yellow, reset }: Palette): string {
  const lines = groups.map(({ diagnostic, subjects }) => {
    const [first, ...others] = subjects;
    const more = others.length > 0 ? ` (and ${others.length} more)` : "";
    const place = first ? `  on ${first.filename} line ${first.start.line}${more}\n` : "";
    return `- ${diagnostic.summary}\n${place}`;
  });
  return `${bold}${yellow}Warnings:${reset}\n\n${lines.join("")}`;
}
