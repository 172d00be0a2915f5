/** Loading a configuration again, after its modules are installed, says some things a second time. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";

const textOf = ({ summary, detail, subject }: Diagnostic): string =>
  JSON.stringify([summary, detail, subject?.filename, subject?.start]);

export function notSaid(found: readonly Diagnostic[], known: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = new Set(known.map(textOf));
  return found.filter((diagnostic) => !said.has(textOf(diagnostic)));
}
