/** `-replace` of a resource that has `count` or `for_each`, without the key of an instance. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printKey } from "../addresses/instance-key.ts";
import { keysOf, type Repetition } from "./repetition.ts";

/** Of all modules with a resource of that name each says so, as if the module did not matter (seen with 1.11.4). */
export function unmatchedReplacements(
  replace: ReadonlySet<string>,
  expanded: ReadonlyMap<string, Repetition>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const [address, repetition] of expanded) {
    if (repetition.kind === "single") continue;
    const resource = withoutModule(address);
    const instances = keysOf(repetition).map((key) => `${address}${printKey(key)}`);
    for (const wanted of replace) if (withoutModule(wanted) === resource) found.push(unmatched(wanted, instances));
  }
  return found;
}

/** The type and the name, with the key if there is one. */
const withoutModule = (address: string): string => /[^.]+\.[^.[]+(\[[^\]]*\])?$/.exec(address)?.[0] ?? address;

function unmatched(wanted: string, instances: readonly string[]): Diagnostic {
  const request = `Your force-replace request for ${wanted} doesn't match any resource instances because`;
  const options = instances.map((address) => `\n  -replace=${JSON.stringify(address)}`).join("");
  const detail =
    instances.length === 0
      ? `${request} this resource doesn't have any instances.`
      : instances.length === 1
        ? `${request} it lacks an instance key.\n\nTo force replacement of the single declared instance, use the following option instead:${options}`
        : `${request} it lacks an instance key.\n\nTo force replacement of particular instances, use one or more of the following options instead:${options}`;
  return { severity: "warning", summary: "Incompletely-matched force-replace resource instance", detail };
}
