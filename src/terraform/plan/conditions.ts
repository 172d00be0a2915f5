/** Pre- and postconditions of one resource instance. */
import { printConfigResource, printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import { evaluateRule } from "./check-rules.ts";
import type { ModuleScope } from "./module-scope.ts";
import type { ResourceNode } from "./resource-node.ts";
import type { Run } from "./run.ts";

/** False when one does not hold, unless the run is lenient. */
export function checkConditions(
  run: Run,
  { resource, tree }: ResourceNode,
  at: ResourceInstanceAddress,
  which: "precondition" | "postcondition",
  scope: ModuleScope,
): boolean {
  const rules = which === "precondition" ? resource.preconditions : resource.postconditions;
  if (rules.length === 0) return true;
  const configAddress = printConfigResource({ module: tree.path, resource });
  const address = printResourceInstance(at);
  const severity = run.lenient ? "warning" : "error";
  let ok = true;
  for (const rule of rules) {
    const kind = which === "precondition" ? "Resource precondition" : "Resource postcondition";
    const outcome = evaluateRule(rule, kind, scope, severity);
    run.checks.record("resource", configAddress, address, outcome.status, outcome.message);
    ok = run.diagnostics.report(outcome.diagnostics) && ok;
  }
  return ok;
}
