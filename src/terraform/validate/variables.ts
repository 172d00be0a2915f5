/** Rules of variables, checked without a value. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Variable } from "../config/module.ts";
import type { Scope } from "../lang/scope.ts";
import { validateVariableRule } from "./rules.ts";

export const validateVariable = ({ validations }: Variable, scope: Scope): Diagnostic[] =>
  validations.flatMap((rule) => validateVariableRule(rule, scope));
