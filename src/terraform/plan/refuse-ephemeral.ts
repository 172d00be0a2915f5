/** Ephemeral values must not reach arguments that are stored. */
import { type Diagnostic } from "../../hcl/diagnostic.ts";
import type { Body } from "../../hcl/syntax.ts";
import { containsMarked, EPHEMERAL, unmarkDeepWithPaths } from "../lang/marks.ts";
import { formatPath } from "../lang/path.ts";
import type { Value } from "../lang/value.ts";
import type { BlockSchema } from "../provider.ts";
import { locateDiagnostics } from "./provider-diagnostics.ts";

export function refuseEphemeral(
  config: Value,
  schema: BlockSchema,
  body: Body,
  address: string,
): readonly Diagnostic[] {
  if (!containsMarked(config, EPHEMERAL)) return [];
  const { marks } = unmarkDeepWithPaths(config);
  const found = marks
    .filter((mark) => mark.marks.has(EPHEMERAL))
    .filter(({ path }) => {
      const [first] = path;
      return !(first?.kind === "attribute" && schema.attributes[first.name]?.writeOnly);
    })
    .map(({ path }) => ({
      severity: "error" as const,
      summary: "Invalid use of ephemeral value",
      detail: `Ephemeral values are not valid for ${JSON.stringify(formatPath(path).replace(/^\./, ""))}, because it is not a write-only attribute and must be persisted to state.`,
      path,
    }));
  return locateDiagnostics(found, body, address);
}
