/** Texts of the form `{% … %}` in a state's fields: evaluated as JSONata, alone or deep inside what a field holds. */
import type { State } from "./definition.ts";
import { StateFailure } from "./failure.ts";
import type { Json } from "./json.ts";
import { isList, isObject } from "./json.ts";
import { evaluateJsonata, JsonataError, NO_DATA } from "./jsonata.ts";
import type { Scope } from "./scope.ts";
import { inState } from "./scope.ts";

/** What an expression cannot be evaluated to; the history tells where. */
export class EvaluationFailure extends StateFailure {
  /** The field, such as `Output/result`. */
  readonly location: string | undefined;
  /** Whether the event of it comes behind the state's entry, as for times that are none. */
  readonly behindEntry: boolean;

  constructor(sentence: string, scope: Scope, location?: string, behindEntry = false) {
    super("States.QueryEvaluationError", inState(sentence, scope));
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

export async function fillJsonata(field: string, template: Json, scope: Scope, reserved: Reserved = {}): Promise<Json> {
  if (typeof template === "string") {
    const expression = expressionIn(template);
    return expression === undefined ? template : evaluated(field, expression, scope, reserved);
  }
  // One after the other: the first that fails is the one that is told.
  if (isList(template)) {
    const items: Json[] = [];
    for (const [at, item] of template.entries()) {
      items.push(await fillJsonata(`${field}[${at}]`, item, scope, reserved));
    }
    return items;
  }
  if (!isObject(template)) return template;
  const members: Record<string, Json> = {};
  for (const [name, value] of Object.entries(template)) {
    members[name] = await fillJsonata(`${field}/${name}`, value, scope, reserved);
  }
  return members;
}

async function evaluated(field: string, expression: string, scope: Scope, reserved: Reserved): Promise<Json> {
  const subject = `The JSONata expression '${expression}' specified for the field '${field}'`;
  let value: unknown;
  try {
    const states = { input: scope.input, context: scope.context, ...reserved };
    value = await evaluateJsonata(expression, { ...scope.variables, states }, scope.now);
  } catch (error) {
    if (!(error instanceof JsonataError)) throw error;
    throw new EvaluationFailure(`${subject} threw an error during evaluation${error.message}`, scope, field);
  }
  // Source: AWS, recorded (both sentences).
  if (value === undefined) throw new EvaluationFailure(`${subject} returned nothing (undefined).`, scope, field);
  if (value === NO_DATA) {
    throw new EvaluationFailure(`${subject} returned an unsupported result type.`, scope, field);
  }
  return value as Json;
}

type Kind = "array" | "number" | "string" | "boolean";

/** The value of a field that must be of a kind. */
export async function fillOfKind(field: string, kind: Kind, template: Json, scope: Scope): Promise<Json> {
  const value = await fillJsonata(field, template, scope);
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

const TEXTS = ["Timestamp", "Error", "Cause"] as const;

/** The state with those of its fields evaluated that hold one number or text. */
export async function withFields(state: State, scope: Scope): Promise<State> {
  const fields: Record<string, Json> = {};
  for (const [kind, names] of [
    ["number", NUMBERS],
    ["string", TEXTS],
  ] as const) {
    for (const name of names) {
      const value: unknown = state[name];
      if (typeof value !== "string" || expressionIn(value) === undefined) continue;
      fields[name] = await fillOfKind(name, kind, value, scope);
    }
  }
  return { ...state, ...fields };
}
