/** Texts of the form `{% … %}` in a state's fields: evaluated as JSONata, alone or deep inside what a field holds. */
import { isFunctionValue } from "../jsonata/environment.ts";
import { JsonataError } from "../jsonata/error.ts";
import { evaluateJsonata } from "../jsonata/jsonata.ts";
import type { State } from "./definition.ts";
import { StateFailure } from "./failure.ts";
import type { Json, JsonObject } from "./json.ts";
import { isList, isObject } from "./json.ts";
import type { Scope } from "./scope.ts";

/** What an expression cannot be evaluated to; the history tells where. */
export class EvaluationFailure extends StateFailure {
  /** The field, such as `Output/result`. */
  readonly location: string | undefined;
  /** Whether the event of it comes behind the state's entry, as for times that are none. */
  readonly behindEntry: boolean;

  constructor(sentence: string, scope: Scope, location?: string, behindEntry = false) {
    super(
      "States.QueryEvaluationError",
      `An error occurred while executing the state '${scope.stateName}' (entered at the event id #${scope.enteredEventId}). ${sentence}`,
    );
    this.location = location;
    this.behindEntry = behindEntry;
  }
}

/** What `$states` has beside the input and the context. */
export interface Reserved {
  readonly result?: Json;
  readonly errorOutput?: Json;
}

const EXPRESSION = /^\{%([\s\S]*)%\}$/;

export const expressionIn = (text: string): string | undefined => EXPRESSION.exec(text)?.[1]?.trim();

export function fillJsonata(field: string, template: Json, scope: Scope, reserved: Reserved = {}): Json {
  if (typeof template === "string") {
    const expression = expressionIn(template);
    return expression === undefined ? template : evaluated(field, expression, scope, reserved);
  }
  if (isList(template)) return template.map((item, at) => fillJsonata(`${field}[${at}]`, item, scope, reserved));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, fillJsonata(`${field}/${name}`, value, scope, reserved)]),
  );
}

function evaluated(field: string, expression: string, scope: Scope, reserved: Reserved): Json {
  const subject = `The JSONata expression '${expression}' specified for the field '${field}'`;
  let value: unknown;
  try {
    const states = { input: scope.input, context: scope.context, ...reserved };
    value = evaluateJsonata(expression, { ...scope.variables, states }, scope.now);
  } catch (error) {
    if (!(error instanceof JsonataError)) throw error;
    throw new EvaluationFailure(`${subject} threw an error during evaluation. ${error.message}`, scope, field);
  }
  // Source: AWS, recorded (both sentences).
  if (value === undefined) throw new EvaluationFailure(`${subject} returned nothing (undefined).`, scope, field);
  if (isFunctionValue(value) || value instanceof RegExp) {
    throw new EvaluationFailure(`${subject} returned an unsupported result type.`, scope, field);
  }
  return value as Json;
}

type Kind = "array" | "number" | "string" | "boolean";

/** The value of a field that must be of a kind. */
export function fillOfKind(field: string, kind: Kind, template: Json, scope: Scope): Json {
  const value = fillJsonata(field, template, scope);
  const found = isList(value) ? "array" : value === null ? "null" : typeof value;
  if (found === kind) return value;
  const expression = typeof template === "string" ? expressionIn(template) : undefined;
  // Source: AWS, recorded.
  throw new EvaluationFailure(
    `The JSONata expression '${expression ?? JSON.stringify(template)}' specified for the field '${field}' returned an unexpected result type. Expected '${kind}', but was '${found}' for value: ${JSON.stringify(value)}`,
    scope,
    field,
  );
}

const NUMBERS = [
  "TimeoutSeconds",
  "HeartbeatSeconds",
  "Seconds",
  "MaxConcurrency",
  "ToleratedFailureCount",
  "ToleratedFailurePercentage",
] as const;

/** The state with those of its fields evaluated that hold one number or text. */
export function withFields(state: State, scope: Scope): State {
  const fields: JsonObject = Object.fromEntries([
    ...NUMBERS.filter((name) => typeof state[name] === "string").map((name) => [
      name,
      fillOfKind(name, "number", state[name] as unknown as string, scope),
    ]),
    ...(["Timestamp", "Error", "Cause"] as const)
      .filter((name) => expressionIn(state[name] ?? "") !== undefined)
      .map((name) => [name, fillOfKind(name, "string", state[name] as string, scope)]),
  ]);
  return { ...state, ...fields };
}
