/** Renders a template from a file or a string with the variables it is given. */

import type { Diagnostic } from "../../../hcl/diagnostic.ts";
import { hasErrors } from "../../../hcl/diagnostic.ts";
import { parseTemplate } from "../../../hcl/parse.ts";
import { quoteGo } from "../../../hcl/quote.ts";
import { printRange } from "../../../hcl/source.ts";
import { evaluateExpression } from "../evaluate.ts";
import { Evaluation, type Frame } from "../evaluation.ts";
import type { Scope } from "../scope.ts";
import { unknownValue, type Value } from "../value.ts";
import { expressionVariables } from "../variables.ts";
import { ArgumentError, FunctionError } from "./definition.ts";

/** How deep templates may render templates. */
const DEEPEST = 1024;

const told = ({ summary, detail, subject }: Diagnostic): string =>
  `${subject ? `${printRange(subject)}: ` : ""}${summary}; ${detail}`;

function problem(diagnostics: readonly Diagnostic[]): FunctionError {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const first = told(errors[0] as Diagnostic);
  if (errors.length === 1) return new FunctionError(first);
  return new FunctionError(`${first}, and ${errors.length - 1} other diagnostic(s)`);
}

/**
 * The rendered template: a value of any type when it is a single interpolation. `argument` is the position of the
 * variables among the arguments, for errors about them.
 */
export function renderTemplate(
  text: string,
  filename: string,
  variables: Value,
  scope: Scope,
  argument: number,
  allowTemplates: boolean,
): Value {
  const { result, diagnostics } = parseTemplate(text, filename);
  if (hasErrors(diagnostics)) throw problem(diagnostics);
  const { type } = variables;
  if (type.kind !== "object" && type.kind !== "map") {
    throw new ArgumentError(argument, "invalid vars value: must be a map");
  }
  if (variables.isNull) throw new ArgumentError(argument, "argument must not be null");
  if (!variables.isKnown) return unknownValue();
  for (const name of variables.entries.keys()) {
    if (/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)) continue;
    throw new ArgumentError(
      argument,
      `invalid template variable name ${quoteGo(name)}: must start with a letter, followed by zero or more letters, digits, and underscores`,
    );
  }
  let frame: Frame | undefined;
  for (const [name, value] of variables.entries) frame = { name, value, up: frame };
  for (const { root, rootRange } of expressionVariables(result)) {
    if (variables.entries.has(root)) continue;
    throw new ArgumentError(
      argument,
      `vars map does not contain key ${quoteGo(root)}, referenced at ${printRange(rootRange)}`,
    );
  }
  const depth = (scope.templateDepth ?? 0) + 1;
  if (depth > DEEPEST) throw new FunctionError(`maximum recursion depth ${DEEPEST} reached in ${filename}`);
  const evaluation = new Evaluation({ ...scope, templateDepth: depth, noTemplates: !allowTemplates });
  const value = evaluateExpression(result, evaluation, frame);
  if (hasErrors(evaluation.diagnostics)) throw problem(evaluation.diagnostics);
  return value.withMarks(variables.marks);
}
