/** Outputs of modules: preconditions, value, and what may not leave a module. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { type ModuleInstancePath, printModuleInstance, printModulePath } from "../addresses/module.ts";
import type { ModuleTree, Output } from "../config/module.ts";
import { evaluate } from "../lang/evaluate.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { containsMarked, EPHEMERAL, SENSITIVE } from "../lang/marks.ts";
import { nullValue, unknownValue, type Value } from "../lang/value.ts";
import { evaluateRule } from "./check-rules.ts";
import type { ModuleValues } from "./evaluation.ts";
import { ModuleScope } from "./module-scope.ts";
import type { Run } from "./run.ts";

export interface OutputOptions {
  /** Hears of every output, in no fixed order. */
  readonly onOutput: (module: ModuleInstancePath, name: string, value: Value) => void;
  /**
   * What the plan being applied says of an output. Terraform evaluates again only what the plan did not know all of, so
   * that an empty text which a provider makes of a planned null shows in outputs with the next plan.
   */
  readonly plannedOutput?: (module: ModuleInstancePath, name: string) => Value | undefined;
  /** When everything goes, conditions and outputs no longer matter. */
  readonly destroying: boolean;
}

export function evaluateOutput(
  run: Run,
  tree: ModuleTree,
  output: Output,
  { destroying, onOutput, plannedOutput }: OutputOptions,
): boolean {
  let ok = true;
  if (output.preconditions.length > 0) run.checks.expand("output_value", outputAddress(tree, output));
  for (const instance of run.evaluation.instancesOf(tree.path)) {
    const scope = new ModuleScope(run.environment, instance.path);
    if (!destroying && !checkPreconditions(run, tree, instance, output, scope)) {
      ok = false;
      continue;
    }
    const planned = plannedOutput?.(instance.path, output.name);
    if (planned && isWhollyKnown(planned)) {
      instance.outputs.set(output.name, planned);
      onOutput(instance.path, output.name, planned);
      continue;
    }
    const { value, diagnostics } = output.expression
      ? evaluate(output.expression, scope)
      : { value: nullValue(), diagnostics: [] };
    // What is destroyed may be gone already; its outputs are not needed any more.
    if (destroying && hasErrors(diagnostics)) {
      instance.outputs.set(output.name, unknownValue());
      continue;
    }
    const root = tree.parent === undefined;
    const refused = hasErrors(diagnostics) ? [] : refuseMarks(output, value, root);
    ok = run.diagnostics.report([...diagnostics, ...refused]) && ok;
    // A child module's own `sensitive` is only checked, not passed on (seen with 1.11.4).
    const result = marked(output, value, root);
    instance.outputs.set(output.name, result);
    if (!hasErrors(diagnostics) && !hasErrors(refused)) onOutput(instance.path, output.name, result);
  }
  return ok;
}

function marked(output: Output, value: Value, root: boolean): Value {
  const sensitive = root && output.sensitive ? value.withMarks([SENSITIVE]) : value;
  return output.ephemeral ? sensitive.withMarks([EPHEMERAL]) : sensitive;
}

function refuseMarks(output: Output, value: Value, root: boolean): readonly Diagnostic[] {
  if (root && !output.sensitive && containsMarked(value, SENSITIVE)) {
    return [
      errorAt(
        output.range,
        "Output refers to sensitive values",
        "To reduce the risk of accidentally exporting sensitive data that was intended to be only internal, Terraform requires that any root module output containing sensitive data be explicitly marked as sensitive, to confirm your intent.\n\nIf you do intend to export this data, annotate the output value as sensitive by adding the following argument:\n    sensitive = true",
      ),
    ];
  }
  if (!output.ephemeral && containsMarked(value, EPHEMERAL)) {
    return [
      errorAt(
        output.expression?.range ?? output.range,
        "Ephemeral value not allowed",
        "This output value is not declared as returning an ephemeral value, so it cannot be set to a result derived from an ephemeral value.",
      ),
    ];
  }
  return [];
}

const outputAddress = ({ path }: ModuleTree, { name }: Output): string =>
  path.length === 0 ? `output.${name}` : `${printModulePath(path)}.output.${name}`;

function checkPreconditions(
  run: Run,
  tree: ModuleTree,
  instance: ModuleValues,
  output: Output,
  scope: ModuleScope,
): boolean {
  if (output.preconditions.length === 0) return true;
  const name = `output.${output.name}`;
  const configAddress = outputAddress(tree, output);
  const address = instance.path.length === 0 ? name : `${printModuleInstance(instance.path)}.${name}`;
  const severity = run.lenient ? "warning" : "error";
  let ok = true;
  for (const rule of output.preconditions) {
    const outcome = evaluateRule(rule, "Module output value precondition", scope, severity);
    run.checks.record("output_value", configAddress, address, outcome.status, outcome.message);
    ok = run.diagnostics.report(outcome.diagnostics) && ok;
  }
  return ok;
}
