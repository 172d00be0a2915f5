/** Addresses given on the command line: `-target`, `-replace`, and arguments of state commands. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { parseTraversal } from "../../hcl/parse.ts";
import type { TraversalStep } from "../../hcl/syntax.ts";
import type { InstanceKey } from "../../terraform/addresses/instance-key.ts";
import type { ModuleInstanceStep } from "../../terraform/addresses/module.ts";
import type { ResourceAddress, ResourceInstanceAddress } from "../../terraform/addresses/resource.ts";
import type { Target } from "../../terraform/plan/targets.ts";

export interface ParsedTarget {
  readonly target?: Target & { readonly keyed: boolean };
  readonly diagnostics: readonly Diagnostic[];
}

/** A module, a resource, or an instance of either. */
export function parseTarget(text: string): ParsedTarget {
  const { result, diagnostics } = parseTraversal(text, "");
  if (!result || hasErrors(diagnostics)) return { diagnostics };
  const steps: Step[] = [{ name: result.root }, ...result.steps.map(stepOf)];
  const invalid = (detail: string): ParsedTarget => ({
    diagnostics: [errorAt(result.range, "Invalid address", detail)],
  });
  const module: ModuleInstanceStep[] = [];
  let at = 0;
  const key = (): InstanceKey => {
    const step = steps[at];
    if (!step || !("key" in step)) return undefined;
    at++;
    return step.key;
  };
  while (steps[at]?.name === "module") {
    const name = steps[at + 1]?.name;
    if (name === undefined) return invalid('Prefix "module." must be followed by a module name.');
    at += 2;
    module.push({ name, key: key() });
  }
  if (at >= steps.length) return { target: { module, keyed: false }, diagnostics };
  const mode = steps[at]?.name === "data" ? "data" : "managed";
  if (mode === "data") at++;
  const type = steps[at]?.name;
  const name = steps[at + 1]?.name;
  if (type === undefined || name === undefined) {
    return invalid("Resource specification must include a resource type and name.");
  }
  at += 2;
  const resource: ResourceAddress = { mode, type, name };
  const keyed = steps[at] !== undefined;
  const instanceKey = key();
  if (at < steps.length) return invalid("Unexpected extra operators after address.");
  return { target: { module, resource, ...(keyed ? { key: instanceKey } : {}), keyed }, diagnostics };
}

interface Step {
  readonly name?: string;
  readonly key?: InstanceKey;
}

const stepOf = (step: TraversalStep): Step => {
  if (step.kind === "attribute") return { name: step.name };
  return { key: step.key.type === "number" ? Number(step.key.text) : step.key.text };
};

/** Exactly one instance of a resource. */
export function parseInstance(text: string): {
  readonly address?: ResourceInstanceAddress;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { target, diagnostics } = parseTarget(text);
  if (!target) return { diagnostics };
  const { module, resource, key } = target;
  if (!resource) {
    const detail =
      "A resource instance address is required here. The module path must be followed by a resource instance specification.";
    return { diagnostics: [...diagnostics, { severity: "error", summary: "Invalid address", detail }] };
  }
  return { address: { module, resource, key }, diagnostics };
}
