/** What expressions of one state can see: its input, the context object, the variables. */
import type { StateFailure } from "./failure.ts";
import { runtimeFailure } from "./failure.ts";
import type { Json, JsonObject } from "./json.ts";
import { parsePath, selectAll } from "./json-path.ts";
import type { QueryLanguage } from "./query-language.ts";

export interface Scope {
  readonly input: Json;
  readonly context: JsonObject;
  readonly variables: Readonly<Record<string, Json>>;
  readonly language: QueryLanguage;
  /** The cloud's time when the state was entered. */
  readonly now: number;
  /** For sentences: the state and the event that entered it. */
  readonly stateName: string;
  readonly enteredEventId: number;
}

/** The value a path leads to; a list for paths that can lead to several. Undefined when there is none. */
export function lookUp(text: string, scope: Scope): Json | undefined {
  const path = parsePath(text);
  if (!path) return undefined;
  const root = path.root === "$" ? scope.input : path.root === "$$" ? scope.context : scope.variables[path.root];
  if (root === undefined) return undefined;
  const found = selectAll(path, root);
  return path.definite ? found[0] : found;
}

/** The same where there must be a value; `field` names it in the refusal. */
export function lookUpFor(field: string, text: string, scope: Scope): Json {
  const value = lookUp(text, scope);
  if (value !== undefined) return value;
  throw pathFailure(
    `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(scope.input)}'`,
    scope,
  );
}

export function pathFailure(sentence: string, scope: Scope): StateFailure {
  return runtimeFailure(inState(sentence, scope));
}

/** A sentence with the state it is about. Source: AWS, recorded: a state that is tested alone is not named. */
export function inState(sentence: string, { stateName, enteredEventId }: Scope): string {
  if (enteredEventId === 0) return sentence;
  return `An error occurred while executing the state '${stateName}' (entered at the event id #${enteredEventId}). ${sentence}`;
}
