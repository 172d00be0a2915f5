/** Function calls: finding the function, evaluating and converting the arguments, and telling of failures. */
import { quoteGo } from "../../hcl/quote.ts";
import type { SourceRange } from "../../hcl/source.ts";
import { rangeBetween } from "../../hcl/source.ts";
import { startRange } from "../../hcl/start-range.ts";
import type { Expression, FunctionCallExpression } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "./convert.ts";
import { evaluateExpression } from "./evaluate.ts";
import { evaluateCan, evaluateTemplateString, evaluateTry } from "./evaluate-lazy.ts";
import { type Evaluation, type Frame, NO_VALUE } from "./evaluation.ts";
import { callFunction } from "./functions/call.ts";
import { ArgumentError, type FunctionDefinition, FunctionError, type Parameter } from "./functions/definition.ts";
import { findFunction, functionNames } from "./functions/table.ts";
import { typeToJson } from "./json.ts";
import { didYouMean, nearestFirst } from "./suggest.ts";
import { DYNAMIC, type Type } from "./type.ts";
import { unknownValue, type Value } from "./value.ts";

/** One argument: its value, and the expression to point at. */
interface Argument {
  readonly value: Value;
  readonly expression: Expression;
}

export function evaluateCall(call: FunctionCallExpression, evaluation: Evaluation, frame: Frame | undefined): Value {
  const definition = findFunction(call.name, evaluation.scope);
  if (!definition) {
    reportUnknown(call, evaluation, frame);
    return NO_VALUE;
  }
  return new Call(call, definition, evaluation, frame).run();
}

class Call {
  readonly #call: FunctionCallExpression;
  readonly #definition: FunctionDefinition;
  readonly #evaluation: Evaluation;
  readonly #frame: Frame | undefined;

  constructor(
    call: FunctionCallExpression,
    definition: FunctionDefinition,
    evaluation: Evaluation,
    frame: Frame | undefined,
  ) {
    this.#call = call;
    this.#definition = definition;
    this.#evaluation = evaluation;
    this.#frame = frame;
  }

  run(): Value {
    const evaluation = this.#evaluation;
    const start = evaluation.mark();
    const expanded = this.#call.expandFinal ? this.#expand() : [];
    if (!expanded) return NO_VALUE;
    const written = this.#call.expandFinal ? this.#call.arguments.slice(0, -1) : this.#call.arguments;
    const expressions = [...written, ...expanded.map(({ expression }) => expression)];
    if (!this.#countFits(expressions)) return NO_VALUE;
    const { lazy } = this.#definition;
    if (lazy) return this.#callLazy(lazy, expressions);
    const args = [
      ...written.map((expression) => ({ expression, value: evaluateExpression(expression, evaluation, this.#frame) })),
      ...expanded,
    ].map((argument, i) => this.#convertArgument(argument, i));
    if (evaluation.failedSince(start)) return NO_VALUE;
    try {
      return callFunction(this.#definition, args, evaluation.scope);
    } catch (error) {
      this.#reportFailure(error, expressions);
      return NO_VALUE;
    }
  }

  #error(summary: string, detail: string, subject: SourceRange, expression: Expression): void {
    const { name, range } = this.#call;
    this.#evaluation.error(summary, detail, subject, this.#frame, {
      context: range,
      expression,
      extra: {
        functionCall: {
          called_as: name,
          // Terraform looks the signature up among the names of the innermost scope, where a `for` has no functions.
          ...(!isInFor(this.#frame) && { signature: signature(name, this.#definition) }),
        },
      },
    });
  }

  /** The elements of the last argument as arguments of their own; undefined when they cannot be had. */
  #expand(): readonly Argument[] | undefined {
    const expression = this.#call.arguments.at(-1) as Expression;
    const mark = this.#evaluation.mark();
    const value = evaluateExpression(expression, this.#evaluation, this.#frame);
    if (this.#evaluation.failedSince(mark)) return undefined;
    const { kind } = value.type;
    const refuse = (detail: string): undefined => {
      this.#error("Invalid expanding argument value", detail, expression.range, expression);
      return undefined;
    };
    if (kind !== "dynamic" && kind !== "tuple" && kind !== "list" && kind !== "set") {
      return refuse("The expanding argument (indicated by ...) must be of a tuple, list, or set type.");
    }
    if (value.isNull) return refuse("The expanding argument (indicated by ...) must not be null.");
    if (!value.isKnown) return undefined;
    // Their place is the whole expression, and they tell of no references.
    const at: Expression = { kind: "literal", value: { type: "null" }, range: expression.range };
    return value.elements.map((element) => ({ value: element.withMarks(value.marks), expression: at }));
  }

  #countFits(given: readonly Expression[]): boolean {
    const { parameters, variadic } = this.#definition;
    const { name } = this.#call;
    const missing = parameters[given.length];
    if (missing) {
      const least = variadic ? " at least" : "";
      const detail = `Function ${quoteGo(name)} expects${least} ${parameters.length} argument(s). Missing value for ${quoteGo(missing.name)}.`;
      this.#error("Not enough function arguments", detail, this.#call.closeParenRange, this.#call);
      return false;
    }
    const excess = given[parameters.length];
    if (!variadic && excess) {
      const detail = `Function ${quoteGo(name)} expects only ${parameters.length} argument(s).`;
      this.#error("Too many function arguments", detail, startRange(excess), this.#call);
      return false;
    }
    return true;
  }

  #convertArgument({ value, expression }: Argument, index: number): Value {
    const parameter = this.#parameter(index) as Parameter;
    try {
      return convert(value, parameter.type);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      this.#invalidArgument(parameter, error.message, startRange(expression), expression);
      return unknownValue(parameter.type);
    }
  }

  #parameter(index: number): Parameter | undefined {
    return this.#definition.parameters[index] ?? this.#definition.variadic;
  }

  #invalidArgument(parameter: Parameter, message: string, subject: SourceRange, expression: Expression): void {
    const detail = `Invalid value for ${quoteGo(parameter.name)} parameter: ${message}.`;
    this.#error("Invalid function argument", detail, subject, expression);
  }

  #reportFailure(error: unknown, expressions: readonly Expression[]): void {
    if (!(error instanceof FunctionError || error instanceof ConversionError)) throw error;
    const parameter = error instanceof ArgumentError ? this.#parameter(error.index) : undefined;
    if (error instanceof ArgumentError && parameter) {
      const expression = expressions[error.index];
      const subject = expression ? startRange(expression) : this.#call.range;
      this.#invalidArgument(parameter, error.message, subject, expression ?? this.#call);
      return;
    }
    const { name, nameRange, openParenRange } = this.#call;
    const detail = `Call to function ${quoteGo(name)} failed: ${error.message}.`;
    this.#error("Error in function call", detail, rangeBetween(nameRange, openParenRange), this.#call);
  }

  #callLazy(kind: NonNullable<FunctionDefinition["lazy"]>, expressions: readonly Expression[]): Value {
    const evaluateLazily = { try: evaluateTry, can: evaluateCan, templatestring: evaluateTemplateString }[kind];
    try {
      return evaluateLazily(expressions, this.#evaluation, this.#frame);
    } catch (error) {
      this.#reportFailure(error, expressions);
      return NO_VALUE;
    }
  }
}

/** Splats name nothing; only `for` does. */
function isInFor(frame: Frame | undefined): boolean {
  for (let at = frame; at; at = at.up) if (typeof at.name === "string") return true;
  return false;
}

function reportUnknown(call: FunctionCallExpression, evaluation: Evaluation, frame: Frame | undefined): void {
  const { name, nameRange, range } = call;
  const details = { context: range, expression: call };
  if (evaluation.scope.noFunctions) {
    evaluation.error("Function calls not allowed", "Functions may not be called here.", range, frame, details);
    return;
  }
  const parts = name.split("::");
  if (parts.length > 1) {
    const [namespace, provider, member] = parts;
    const detail =
      namespace === "provider"
        ? `There is no function named ${quoteGo(name)}. Ensure that provider name ${quoteGo(provider ?? "")} is declared in this module's required_providers block, and that this provider offers a function named ${quoteGo(member ?? "")}.`
        : `The function namespace ${quoteGo(namespace ?? "")} is not valid. Provider function calls must use the "provider::" namespace prefix.`;
    evaluation.error("Unknown provider function", detail, nameRange, frame, details);
    return;
  }
  const hint = isInFor(frame) ? "" : didYouMean(name, nearestFirst(name, functionNames()));
  const detail = `There is no function named ${quoteGo(name)}.${hint}`;
  evaluation.error("Call to unknown function", detail, nameRange, frame, details);
}

/** The signature as diagnostics in JSON carry it. */
function signature(name: string, { parameters, variadic, returns, lazy }: FunctionDefinition): unknown {
  // What becomes of a template that is told by reference cannot be seen from outside.
  const typeJson = (type: Type): unknown => typeToJson(lazy === "templatestring" ? DYNAMIC : type);
  const describe = ({ name: parameter, type }: Parameter): unknown => ({ name: parameter, type: typeJson(type) });
  return {
    name: name.split("::").at(-1),
    params: parameters.map(describe),
    ...(variadic && { variadic_param: describe(variadic) }),
    return_type: typeJson(returns),
  };
}
