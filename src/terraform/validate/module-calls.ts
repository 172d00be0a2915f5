/** Module calls: repetition, dependencies, and the values given to the variables of the module. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { printRange } from "../../hcl/source.ts";
import { tryConvert } from "../config/constant.ts";
import { bodyContent } from "../config/content.ts";
import type { ModuleCall, ModuleTree, Variable } from "../config/module.ts";
import { evaluate } from "../lang/evaluate.ts";
import { containsMarked, EPHEMERAL } from "../lang/marks.ts";
import { applyDefaults } from "../lang/type-constraint.ts";
import { validateDependsOn } from "./depends-on.ts";
import { validateCount, validateForEach } from "./repetition.ts";
import type { ValidationScope } from "./validation-scope.ts";
import type { ValidationWalk } from "./walk.ts";

export function validateCall(call: ModuleCall, _child: ModuleTree, scope: ValidationScope): Diagnostic[] {
  return [
    ...(call.count ? validateCount(call.count, scope) : []),
    ...(call.forEach ? validateForEach(call.forEach, scope) : []),
    ...validateDependsOn(call.dependsOn, scope),
  ];
}

/** Arguments that are missing or that the module does not have; told when the configuration is loaded. */
export function checkCallArguments(tree: ModuleTree): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const [name, child] of tree.children) {
    const call = tree.module.calls.get(name);
    if (!call) continue;
    const variables = [...child.module.variables.values()];
    const attributes = Object.fromEntries(variables.map((v) => [v.name, { required: v.default === undefined }]));
    bodyContent(call.body, { attributes }, diagnostics);
    diagnostics.push(...checkCallArguments(child));
  }
  return diagnostics;
}

/** The value that a call gives to a variable, against the variable's type. */
export function validateCallArgument(
  walk: ValidationWalk,
  call: ModuleCall,
  parent: ModuleTree,
  variable: Variable,
): Diagnostic[] {
  const content = bodyContent(call.body, { attributes: { [variable.name]: {} } }, []);
  const attribute = content.attributes.get(variable.name);
  if (!attribute) return [];
  const repetition = call.count ? "count" : call.forEach ? "for_each" : undefined;
  const { expression } = attribute;
  const { value, diagnostics } = evaluate(expression, walk.scope(parent, { repetition }));
  if (hasErrors(diagnostics)) return [...diagnostics];
  const given = variable.typeDefaults && !value.isNull ? applyDefaults(value, variable.typeDefaults) : value;
  const converted = tryConvert(given, variable.constraint);
  if (typeof converted === "string") {
    const detail = `The given value is not suitable for ${printModuleVariable(call, variable)} declared at ${printRange(variable.range)}: ${converted}.`;
    return [...diagnostics, { ...errorAt(expression.range, "Invalid value for input variable", detail), expression }];
  }
  if (!variable.ephemeral && containsMarked(value, EPHEMERAL)) {
    const detail =
      "This input variable is not declared as accepting a ephemeral values, so it cannot be set to a result derived from an ephemeral value.";
    return [...diagnostics, errorAt(expression.range, "Ephemeral value not allowed", detail)];
  }
  if (!variable.nullable && converted.isNull && variable.default === undefined) {
    const detail = `The given value is not suitable for ${printModuleVariable(call, variable)} defined at ${printRange(variable.range)}: required variable may not be set to null.`;
    return [...diagnostics, errorAt(expression.range, "Required variable not set", detail)];
  }
  return [...diagnostics];
}

const printModuleVariable = ({ name }: ModuleCall, variable: Variable): string => `module.${name}.var.${variable.name}`;
